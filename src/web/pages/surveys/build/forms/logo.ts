/** As much as a theme takes: it travels inside the page. */
const MOST = 12_000;
const sizes = [240, 160, 96, 64];

/** A picture as a data address that is small enough; made smaller where it is not. */
export async function smallPicture(file: File): Promise<string | { wrong: 'logoLarge' | 'logoWrong' }> {
  const whole = await asAddress(file);
  if (/^data:image\/(png|jpeg|webp|gif);base64,/.test(whole) && whole.length <= MOST) return whole;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { wrong: 'logoWrong' };
  }
  for (const size of sizes) {
    const scale = Math.min(1, size / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const type of ['image/webp', 'image/png']) {
      const address = canvas.toDataURL(type, 0.85);
      if (address.length <= MOST) return address;
    }
  }
  return { wrong: 'logoLarge' };
}

function asAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
