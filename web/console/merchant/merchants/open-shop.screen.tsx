import { Navigate } from 'react-router';
import { FormView } from '../../kit/page-form.tsx';
import { create, free } from '../../kit/screen.ts';
import { again, useSession } from '../../kit/session.ts';

const open = create('POST /merchant/v1/application', { done: again, then: 'GET /merchant/v1/application' });

const OpenShop = () => {
  const { profile } = useSession();
  return profile?.merchantId
    ? <Navigate to="/merchant/merchants/application" replace />
    : <FormView screen={open} params={{}} />;
};

export default free(OpenShop);
