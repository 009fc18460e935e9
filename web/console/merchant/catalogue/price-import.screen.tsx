import Flex from 'antd/es/flex';
import Typography from 'antd/es/typography';
import { useSearchParams } from 'react-router';
import { importBounds } from '../../../../shared/catalogue/policy.ts';
import { sendFile, Upload } from '../../kit/inputs/upload.tsx';
import { free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Stages } from '../../kit/stages.tsx';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';
import { FollowedImport } from './followed-import.tsx';

const request = 'POST /merchant/v1/price-imports' as const;

const following = {
  show: 'GET /merchant/v1/product-imports/{importId}',
  apply: 'POST /merchant/v1/product-imports/{importId}/apply',
} as const;

/** A file of prices and stock: what it would change is shown before it is applied; the address keeps which file it is. */
const PriceImport = () => {
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const importId = address.get('importId') ?? undefined;
  return (
    <Flex vertical gap={16} style={{ maxWidth: 720 }}>
      <Stages stages={[words.kit.upload, words.choice('previewed'), words.choice('finished')]} at={importId ? 1 : 0} />
      {importId ? <FollowedImport {...following} importId={importId} again={() => setAddress({})} /> : (
        <Part>
          <Typography.Paragraph type="secondary">{words.kit.priceFileLimits}</Typography.Paragraph>
          <Upload
            accept=".csv,text/csv"
            most={importBounds.bytes}
            run={async (file, told) => {
              const ticket = await call('POST /merchant/v1/product-files', {});
              await sendFile(ticket.upload, file, told);
              await call(request, { importId: ticket.importId });
              setAddress({ importId: ticket.importId });
            }}
          />
        </Part>
      )}
    </Flex>
  );
};

export default free(PriceImport);
