import { Button, Menu, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, useMemo } from "react";
import { api, body } from "@/api/client";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { visibleText } from "@/parts/text/visible";
import { useAddress } from "@/parts/useAddress";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { scorers as words } from "@/words/scorers";
import { shelves, type Shelf } from "./catalogue";
import { Editor } from "./Editor";
import css from "./Scorers.module.css";
import { KINDS, readListSearch } from "./search";

/** The catalogue of scorers, built in and one's own. */
export function Scorers() {
  const [{ q, create }, set] = useAddress(readListSearch);
  const mayWrite = useMay("write");
  const catalogue = useQuery({
    queryKey: ["scorers"],
    queryFn: () => body(api.GET("/v1/scorers")),
  });
  const found = useMemo(() => shelves(catalogue.data?.data ?? [], q), [catalogue.data, q]);
  if (create !== null && mayWrite) {
    return (
      <div className={css.page}>
        <PageHead
          above={<Link to="/scorers">{common.views.scorers}</Link>}
          title={words.create}
          lead={words.kinds[create]}
        />
        <Editor key={create} kind={create} scorer={null} />
      </div>
    );
  }
  return (
    <div className={css.page}>
      <PageHead
        title={common.views.scorers}
        lead={words.lead}
        actions={
          mayWrite && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button>{words.create}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {KINDS.map((kind) => (
                  <Menu.Item key={kind} onClick={() => set({ create: kind }, true)}>
                    {words.kinds[kind]}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )
        }
      />
      <Stack gap="lg">
        <TextInput
          aria-label={words.find}
          placeholder={words.find}
          maw={320}
          value={q}
          onChange={(event) => set({ q: event.currentTarget.value })}
        />
        {q === "" && <Which />}
        {catalogue.isPending && <Skeleton height={420} />}
        {catalogue.isError && (
          <ProblemNote error={catalogue.error} again={() => void catalogue.refetch()} />
        )}
        {catalogue.isSuccess && found.length === 0 && <Empty title={words.noneFound} />}
        {found.map((shelf) => (
          <ShelfTable key={shelf.category} shelf={shelf} />
        ))}
      </Stack>
    </div>
  );
}

function Which() {
  return (
    <section>
      <Title order={2} mb={6}>
        {words.which}
      </Title>
      <ul className={css.which}>
        {words.choices.map(([when, id]) => (
          <li key={id}>
            <span>{when}</span>
            <Link to="/scorers/$id" params={{ id }} className="mono">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShelfTable({ shelf }: { shelf: Shelf }) {
  return (
    <section>
      <Title order={2}>{words.categories[shelf.category] ?? shelf.category}</Title>
      <Text size="sm" className="quiet" mb={6}>
        {words.guides[shelf.category]}
      </Text>
      <table className={css.shelf}>
        <thead>
          <tr>
            <th scope="col" className={css.first}>
              {words.columns.name}
            </th>
            <th scope="col">{words.columns.description}</th>
            <th scope="col" style={{ width: 160 }} className={css.wide}>
              {words.columns.needs}
            </th>
            <th scope="col" style={{ width: 70 }} className={css.wide}>
              {words.columns.range}
            </th>
            <th scope="col" style={{ width: 70 }} className={`${css.num} ${css.wide}`}>
              {words.columns.version}
            </th>
          </tr>
        </thead>
        <tbody>
          {shelf.scorers.map((scorer) => (
            <tr key={scorer.id}>
              <td>
                <Link to="/scorers/$id" params={{ id: scorer.id ?? "" }} className="mono">
                  {(scorer.id ?? "").split("_").map((part, i) => (
                    <Fragment key={i}>
                      {i > 0 && (
                        <>
                          _<wbr />
                        </>
                      )}
                      {part}
                    </Fragment>
                  ))}
                </Link>
                {scorer.recommended && <div className="quiet">{words.recommended}</div>}
              </td>
              <td>{visibleText(scorer.description ?? "")}</td>
              <td className={css.wide}>
                {(scorer.needs ?? []).join(", ") || (
                  <span className="quiet">{words.needsNothing}</span>
                )}
              </td>
              <td className={css.wide}>{words.range(scorer.range ?? "")}</td>
              <td className={`${css.num} ${css.wide}`}>{words.version(scorer.version)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
