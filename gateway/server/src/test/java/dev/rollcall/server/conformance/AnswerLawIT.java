package dev.rollcall.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a write answers is what a GET returns next, and a write that was refused has changed nothing: 10,000 generated writes a
 * mode, by clients side by side, each with users and a group of its own.
 */
final class AnswerLawIT {

    private static final int CLIENTS = 40;
    private static final int WRITES_OF_A_CLIENT = 250;
    private static final int USERS_OF_A_CLIENT = 3;
    private static final long SEED = Long.getLong("rollcall.seed", 20261124);

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    @InBothModes
    void whatAWriteAnswersIsWhatAGetReturns(Mode mode) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            AtomicInteger compared = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Client(DIRECTORIES.in(mode), i, compared, refused));
            }
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
            assertThat(compared).as("bodies compared").hasValueGreaterThan(CLIENTS * WRITES_OF_A_CLIENT / 3);
            assertThat(refused).as("writes refused").hasValueGreaterThan(CLIENTS * WRITES_OF_A_CLIENT / 20);
        } finally {
            threads.shutdown();
        }
    }

    /** One after the other: a write, and the GET behind it. */
    private static final class Client implements Callable<Void> {

        private final ScimClient scim;
        private final String name;
        private final GeneratedWrites writes;
        private final AtomicInteger compared;
        private final AtomicInteger refused;
        private final List<String> users = new ArrayList<>();
        private final Map<String, JsonNode> known = new HashMap<>();
        private String group = "";

        Client(ScimClient scim, int number, AtomicInteger compared, AtomicInteger refused) {
            this.scim = scim;
            this.name = "law" + number;
            this.writes = new GeneratedWrites(SEED + number);
            this.compared = compared;
            this.refused = refused;
        }

        @Override
        public Void call() {
            for (int i = 0; i < WRITES_OF_A_CLIENT; i++) {
                write(i);
            }
            return null;
        }

        private void write(int number) {
            if (users.size() < USERS_OF_A_CLIENT) {
                create("/Users", writes.user(userName(number))).ifPresent(users::add);
            } else if (group.isEmpty()) {
                group = create("/Groups", writes.group(name + number, users)).orElse("");
            } else if (writes.oneIn(4)) {
                change("/Groups/" + group, writes.group(name + number, users), writes.patchOfGroup(users));
            } else {
                change("/Users/" + writes.pick(users), writes.user(userName(number)), writes.patchOfUser());
            }
        }

        private String userName(int number) {
            return name + "-" + number + "@demo.example";
        }

        /** The id; none when the body was refused. */
        private Optional<String> create(String endpoint, ObjectNode body) {
            Answer answer = send("POST", endpoint, body);
            if (answer.status() != 201) {
                refused(answer, body);
                return Optional.empty();
            }
            String id = answer.json().path("id").asText();
            accepted(answer, endpoint + "/" + id, "", body);
            return Optional.of(id);
        }

        private void change(String path, ObjectNode put, ObjectNode patch) {
            boolean whole = writes.oneIn(3);
            ObjectNode body = whole ? put : patch;
            String shape = writes.oneIn(2) ? "?attributes=displayName,members,emails" : "";
            JsonNode before = known.get(path);
            if (before == null) {
                before = scim.get(path).json();
            }
            Answer answer = send(whole ? "PUT" : "PATCH", path + shape, body);
            if (answer.status() == 200 || answer.status() == 204) {
                accepted(answer, path, shape, body);
            } else {
                refused(answer, body);
                assertThat(scim.get(path).json())
                        .as("after the refused %s", body)
                        .isEqualTo(before);
            }
        }

        private Answer send(String method, String path, ObjectNode body) {
            return scim.request(method, path).exactly(body.toString()).send();
        }

        private void accepted(Answer answer, String path, String shape, ObjectNode body) {
            Answer get = scim.get(path + shape);
            assertThat(get.status()).isEqualTo(200);
            assertThat(answer.header("ETag")).as("ETag after %s", body).isEqualTo(get.header("ETag"));
            if (answer.status() == 204) {
                assertThat(shape)
                        .as("no body although attributes were asked for")
                        .isEmpty();
            } else {
                assertThat(answer.json()).as("answer to %s", body).isEqualTo(get.json());
                compared.incrementAndGet();
            }
            // A user shows its groups, and a group the names of its users.
            if (path.startsWith("/Groups")) {
                known.clear();
            } else {
                known.remove("/Groups/" + group);
            }
            if (shape.isEmpty()) {
                known.put(path, get.json());
            } else {
                known.remove(path);
            }
        }

        private void refused(Answer answer, ObjectNode body) {
            assertThat(answer.status()).as("%s to %s", answer.body(), body).isIn(400, 409);
            assertThat(answer.json().path("scimType").asText()).isNotEmpty();
            refused.incrementAndGet();
        }
    }
}
