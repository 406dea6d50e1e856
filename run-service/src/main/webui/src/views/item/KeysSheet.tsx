import { Kbd, Modal, Table } from "@mantine/core";
import { itemWords } from "@/words/item";

/** All keys of the open item. */
export function KeysSheet({ close }: { close: () => void }) {
  return (
    <Modal opened onClose={close} title={itemWords.keys.title} size="sm">
      <Table>
        <Table.Tbody>
          {itemWords.keys.list.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Td>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
