import { useState } from 'preact/hooks';
import { island } from '../../island.tsx';
import type { FeedbackSheet } from '../../parts/feedback-sheet.tsx';
import { useShop } from '../../shop.ts';

/** Whoever looks at a page may say what should be better about it. */
const Feedback = ({ page }: { readonly page: string }) => {
  const { w } = useShop();
  const [Sheet, know] = useState<typeof FeedbackSheet>();
  const [opened, setOpened] = useState(0);
  const open = async (): Promise<void> => {
    const { FeedbackSheet } = await import('../../parts/feedback-sheet.tsx');
    know(() => FeedbackSheet);
    setOpened((before) => before + 1);
  };
  return (
    <>
      <button type="button" class="link" onClick={() => void open()}>{w.feedback.open}</button>
      {Sheet && <Sheet page={page} opened={opened} />}
    </>
  );
};

export default island('feedback', Feedback);
