import Select from 'antd/es/select';
import type { Held } from './held.ts';
import { useWarehouses } from '../known.ts';
import { useWords } from '../words.tsx';

const WarehouseInput = ({ id, value, onChange }: Held<string>) => {
  const words = useWords();
  return (
    <Select
      {...(id && { id })}
      allowClear
      options={useWarehouses().map(({ warehouseId, name }) => ({ value: warehouseId, label: words.local(name) }))}
      {...(value && { value })}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
    />
  );
};
export default WarehouseInput;
