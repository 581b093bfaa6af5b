package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of any size needs the memory of one piece of it. */
final class LargeGroupMemoryIT {

    private static final int MEMBERS = 100_000;
    private static final int CLIENTS = 4;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSmallHeapServesALargeGroupToSeveralClientsAtOnce() throws Exception {
        DemoDatabase demo = DemoDatabase.make(folder);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (NodeProcess node = demo.node("-Xmx96m")) {
            String path = demo.scim(node) + "/Groups";
            String id = Http.request("POST", path)
                    .bearer(demo.token())
                    .body("{'displayName':'Everybody'}")
                    .send()
                    .json()
                    .path("id")
                    .asText();
            fill(demo, id);
            Callable<Answer> read =
                    () -> Http.get(path + "/" + id).bearer(demo.token()).send();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(CLIENTS, read))) {
                answers.add(answer.get());
            }
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json().path("members").size()).isEqualTo(MEMBERS);
            });
        } finally {
            threads.shutdownNow();
        }
    }

    private static void fill(DemoDatabase demo, String group) {
        Vertx vertx = Vertx.vertx();
        Database database = Database.open(vertx, DatabaseUrl.parse(demo.url()), Database.Limits.DEFAULT);
        try {
            database.writes()
                    .preparedQuery("""
                        INSERT INTO group_member (org_id, directory_id, group_id, member_value)
                        SELECT $1, $2, $3::text::uuid, 'member-' || n FROM generate_series(1, $4::int) n
                        """)
                    .execute(Tuple.of(demo.directory().orgId(), demo.directory().id(), group, MEMBERS))
                    .await();
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }
}
