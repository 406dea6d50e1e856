import { Kbd, Modal, Table } from "@mantine/core";
import { reviewWords } from "@/words/review";

/** All keys of a review. */
export function Keys({ close }: { close: () => void }) {
  return (
    <Modal opened onClose={close} title={reviewWords.keys.title} size="md">
      <Table>
        <Table.Tbody>
          {reviewWords.keys.list.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Td style={{ whiteSpace: "nowrap" }}>
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
