import { Button } from '@mantine/core';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { useImpactWords } from './messages.ts';

/** The way from Home. */
export function ToImpact() {
  const words = useImpactWords();
  return (
    <Card title={words.link}>
      <CardRow
        action={
          <Button component={Go} to="/impact">
            {words.look}
            <span className="only-heard">: {words.link}</span>
          </Button>
        }
      >
        {words.linkText}
      </CardRow>
    </Card>
  );
}
