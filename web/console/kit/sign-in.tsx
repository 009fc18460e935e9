import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Typography from 'antd/es/typography';
import { useState } from 'react';
import { sayProblem } from './problem.tsx';
import { signIn } from './session.ts';
import { useWords } from './words.tsx';
import { Part } from './table.tsx';

const SignInForm = () => {
  const words = useWords();
  const [problem, fails] = useState<string>();
  const [busy, works] = useState(false);
  const submit = async ({ login, password }: { login: string; password: string }): Promise<void> => {
    works(true);
    try {
      await signIn(login.trim(), password);
    } catch (error) {
      fails(sayProblem(error, words));
      works(false);
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
      <Form.Item
        name="login"
        label={words.field('login')}
        rules={[{ required: true, message: words.kit.tokens.required }]}
      >
        <Input autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item
        name="password"
        label={words.kit.password}
        rules={[{ required: true, message: words.kit.tokens.required }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>{words.kit.signIn}</Button>
    </Form>
  );
};

export const SignInPage = () => {
  const words = useWords();
  return (
    <main className="sign-in">
      <Part>
        <h1>{words.kit.brand}</h1>
        <SignInForm />
      </Part>
    </main>
  );
};

/** In front of a page whose session has ended: what it shows, and what was typed, stays. */
export const SignInAgain = () => {
  const words = useWords();
  return (
    <Modal open closable={false} footer={null} title={words.kit.signIn} width={400}>
      <Typography.Paragraph>{words.kit.signInAgain}</Typography.Paragraph>
      <SignInForm />
    </Modal>
  );
};
