import { type Config, maskedConfig, printConfig } from '../platform/config.ts';
import { exit, type Output, say } from './say.ts';

export async function showConfig(config: Config, output: Output): Promise<number> {
  say(output, maskedConfig(config), printConfig(config));
  return exit.done;
}
