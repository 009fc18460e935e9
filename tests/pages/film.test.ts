/** A short film of goods: from the shop's file to the buyer who plays it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture } from '../../local/seed/picture.ts';
import { faultless, launched, visitor } from '../support/browser.ts';
import { atConsole, consoleWords } from '../support/consoles.ts';
import { settled, until } from '../support/control.ts';
import { draft, film, pictured } from '../support/listings.ts';
import { theReviewer } from '../support/merchants.ts';
import { key } from '../support/people.ts';
import { shop } from '../support/shopping.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(() => browser?.close());

/** Presses play, and waits until the film has moved on. */
const plays = async (page: Page): Promise<void> => {
  await page.locator('video.film').scrollIntoViewIfNeeded();
  await page.evaluate("Object.assign(document.querySelector('video.film'), { muted: true }).play()");
  await until(
    () => page.evaluate("document.querySelector('video.film').currentTime") as Promise<number>,
    (now) => now > 0.2,
  );
};

describe('Given goods with pictures', () => {
  it('when their shop uploads a short film, then the reviewer sees it, and buyers play it in the gallery on their phone [CAT-12]', async () => {
    const seller = await shop();
    const { listingId } = await draft(seller, { images: [await pictured(seller, picture(30), 'image/png')] });
    const say = consoleWords('en');
    const at = await atConsole(
      browser,
      { locale: 'en', size: 'desktop' },
      seller,
      `merchant/catalogue/edit-listing/${listingId}`,
    );
    const field = at.page.locator('.drop:has(input[accept*="video/mp4"])');
    const sends = (name: string, buffer: Buffer) =>
      field.locator('input').setInputFiles({ name, mimeType: 'video/mp4', buffer });
    const said = (text: string) => field.getByText(text).waitFor();
    await sends('broken.mp4', Buffer.from('no film'));
    await said('no MP4 or QuickTime video');
    await sends('teapot.mp4', Buffer.from(film));
    await said('teapot.mp4');
    await plays(at.page);
    await at.faultless();
    await at.button(say.kit.save).click();
    await at.page.waitForURL(/catalogue\/listing\/lst_/);
    await at.button(say.kit.save).waitFor({ state: 'detached' });
    await plays(at.page);
    await at.faultless();
    await at.close();

    const { submittedAt } = await seller.call(
      'POST /merchant/v1/listings/{listingId}/submission',
      { listingId },
      key(),
    );
    const reviewer = await theReviewer();
    const desk = await atConsole(
      browser,
      { locale: 'zh', size: 'desktop' },
      reviewer,
      `operator/catalogue/listing-review/${listingId}`,
    );
    await plays(desk.page);
    await desk.faultless();
    await desk.close();
    await reviewer.call('POST /operator/v1/listing-reviews/{listingId}/approval', {
      listingId,
      submittedAt: submittedAt!,
      comment: 'Good.',
    }, key());
    await settled();

    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await on.open(`/p/${listingId}`);
    const video = on.page.getByLabel('陶罐：短视频');
    await video.waitFor();
    expect(await video.getAttribute('preload')).toBe('none');
    await plays(on.page);
    await faultless(on);
    await on.close();
  });
});
