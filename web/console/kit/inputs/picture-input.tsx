/** One picture: uploaded here, or the first of a product that is named. */
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Input from 'antd/es/input';
import { nameOf } from '../operations.ts';
import { useWords } from '../words.tsx';
import type { Held } from './held.ts';
import { addressOfPicture, type Pictured } from './pictured.ts';
import { mostPictureBytes, pictureTypes, sendPicture } from './send-picture.ts';
import { Upload } from './upload.tsx';

const door = 'POST /operator/v1/front-images';

const PictureInput = ({ id, value, onChange }: Held<Pictured>) => {
  const words = useWords();
  const address = value && addressOfPicture(value);
  return (
    <Flex vertical gap={8}>
      {address && (
        <Flex gap={8} align="center" className="picked">
          <img src={address} alt={words.field('picture')} />
          <Button type="text" danger onClick={() => onChange?.(undefined)}>{words.kit.remove}</Button>
        </Flex>
      )}
      <Upload
        accept={pictureTypes.join(',')}
        most={mostPictureBytes}
        run={async (file, told) => onChange?.(await sendPicture(door, file, told))}
        label={nameOf(door, words.locale)}
      />
      <Input
        {...(id && { id })}
        allowClear
        spellCheck={false}
        autoComplete="off"
        placeholder={words.kit.pictureOfProduct}
        value={value && !address ? String(value) : ''}
        onChange={({ target }) => onChange?.(target.value.trim() || undefined)}
      />
    </Flex>
  );
};
export default PictureInput;
