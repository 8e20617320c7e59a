import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { withPalette } from '../emails/png';
import { ROOT } from '../n8n/hub';

export const IMAGES = join(ROOT, 'docs', 'images');

/**
 * Writes a screenshot as a small PNG, and says how large it is.
 *
 * @param colours a mail has some ten; the editor has more: icons, and words on several backgrounds
 */
export async function savePicture(file: string, png: Buffer, colours = 48): Promise<void> {
	const picture = withPalette(png, colours);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, picture);
	console.log(`${relative(IMAGES, file)}: ${Math.round(picture.length / 1000)} kB`);
}
