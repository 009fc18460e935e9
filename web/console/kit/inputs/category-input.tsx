import TreeSelect from 'antd/es/tree-select';
import type { Held } from './held.ts';
import { useCategories } from '../known.ts';

const CategoryInput = ({ id, value, onChange }: Held<string>) => (
  <TreeSelect
    {...(id && { id })}
    allowClear
    showSearch={{ treeNodeFilterProp: 'title' }}
    treeData={useCategories() as []}
    {...(value && { value })}
    onChange={(chosen: string | undefined) => onChange?.(chosen)}
  />
);
export default CategoryInput;
