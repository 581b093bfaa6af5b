package dev.rollcall.bench;

import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One way in which an organisation might try to make the gateway unusable for the others.
 *
 * @param preparation what is done before, once
 * @param request sends one request and returns its outcome in a word
 */
record Attack(String name, Callable<?> preparation, Callable<String> request) {

    private static final String PATCH =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[";
    private static final int MEMBERS = 60_000;
    private static final int MANY_USERS = 10_000;

    /** What preparations have made: id by kind. */
    private static final Map<String, String> MADE = new ConcurrentHashMap<>();

    void prepare() throws Exception {
        preparation.call();
    }

    String once() {
        try {
            return request.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    static List<Attack> all(Stage stage, Stage.Tenant loud) {
        return new Arsenal(stage, loud).attacks();
    }

    /** What the attacks share: an organisation with all its rights, and a client. */
    private record Arsenal(Stage stage, Stage.Tenant loud, HttpClient client) {

        Arsenal(Stage stage, Stage.Tenant loud) {
            this(
                    stage,
                    loud,
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        }

        List<Attack> attacks() {
            String slow = ":".repeat(9_000) + "x";
            return List.of(
                    new Attack("H5 a domain name of colons", () -> "", () -> api("GET", "/domains/" + slow, "")),
                    new Attack(
                            "H5 the same in a body",
                            () -> "",
                            () -> api("POST", "/domains", "{\"name\":\"" + ":".repeat(500_000) + "\"}")),
                    new Attack(
                            "H5 filters of many terms",
                            this::crowdedUser,
                            () -> scim("PATCH", userPath(), filterBomb())),
                    new Attack(
                            "H5 unknown attributes beside a deactivation",
                            this::crowdedUser,
                            () -> scim("PATCH", userPath(), patchBomb())),
                    new Attack(
                            "H5 a query that looks like probes",
                            () -> "",
                            () -> scim("GET", "/Users?count=0&x=" + "filter=".repeat(4_000), "")),
                    new Attack("H5 schemas of its own, odd spellings", this::schemas, this::oddlySpelt),
                    new Attack("H5 tokens that name no key", () -> "", this::forged),
                    new Attack("H3 slow readers of a large group", this::largeGroup, this::slowRead),
                    new Attack("H4 values that no index takes", () -> "", () -> scim("POST", "/Users", oversized())),
                    new Attack(
                            "M1 pages of large users",
                            this::largeUsers,
                            () -> scim("GET", "/Users?filter=title%20eq%20%22large%22", "")),
                    new Attack(
                            "M1 the audit of large users", this::largeUsers, () -> api("GET", "/audit?limit=1000", "")),
                    new Attack(
                            "previews of a large directory",
                            this::manyUsers,
                            () -> api("GET", "/directories/" + MADE.get("preview") + "/preview", "")),
                    new Attack(
                            "M3 drafts without end",
                            () -> "",
                            () -> api("POST", "/directories", "{\"name\":\"D\",\"provider\":\"okta\"}")),
                    new Attack("M3 the list of all of them", () -> "", () -> api("GET", "/directories", "")),
                    new Attack(
                            "M3 domains without end",
                            () -> "",
                            () -> api("POST", "/domains", "{\"name\":\"d" + UUID.randomUUID() + ".example\"}")));
        }

        private String api(String method, String path, String body) throws IOException, InterruptedException {
            return send(method, "/api/v1/organizations/loud" + path, stage.operator, body);
        }

        private String scim(String method, String path, String body) throws IOException, InterruptedException {
            return send(method, "/scim/v2/" + loud.directoryId() + path, loud.token(), body);
        }

        private String send(String method, String path, String token, String body)
                throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stage.port + path))
                    .timeout(Duration.ofMinutes(1))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return Integer.toString(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        }

        private String made(String path, String body) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + stage.port + "/scim/v2/" + loud.directoryId() + path))
                    .header("Authorization", "Bearer " + loud.token())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            String answer = client.send(request, BodyHandlers.ofString()).body();
            int at = answer.indexOf("\"id\":\"") + 6;
            if (at < 6) {
                throw new IllegalStateException(answer);
            }
            return answer.substring(at, at + 36);
        }

        private static String joined(int count, IntFunction<String> part) {
            return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
        }

        private String userPath() {
            return "/Users/" + MADE.get("user");
        }

        private String crowdedUser() throws IOException, InterruptedException {
            String text = "Ab".repeat(375);
            MADE.put(
                    "user",
                    made(
                            "/Users",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"c"
                                    + UUID.randomUUID()
                                    + "\",\"emails\":["
                                    + joined(
                                            300,
                                            i -> "{\"value\":\"e" + i + "@loud.example\",\"display\":\"" + text + i
                                                    + "\"}")
                                    + "]}"));
            return "";
        }

        private static String filterBomb() {
            String terms = IntStream.range(0, 380)
                    .mapToObj(i -> "display co \\\"q" + i + "\\\"")
                    .collect(Collectors.joining(" or "));
            return PATCH
                    + joined(8, i -> "{\"op\":\"replace\",\"path\":\"emails[" + terms + "].type\",\"value\":\"work\"}")
                    + "]}";
        }

        private static String patchBomb() {
            return PATCH + "{\"op\":\"replace\",\"path\":\"active\",\"value\":false},{\"op\":\"replace\",\"value\":{"
                    + joined(30_000, i -> "\"u" + i + "\":\"x\"") + "}}]}";
        }

        private String schemas() throws IOException, InterruptedException {
            for (int i = 0; i < 10; i++) {
                String definition = "{\"attributes\":["
                        + joined(
                                3,
                                a -> "{\"name\":\"a" + a + "\",\"type\":\"complex\",\"subAttributes\":["
                                        + joined(30, s -> "{\"name\":\"s" + s + "\",\"type\":\"string\"}") + "]}")
                        + "]}";
                api("PUT", "/directories/" + loud.directoryId() + "/schemas/urn:example:attack" + i, definition);
            }
            return "";
        }

        private String oddlySpelt() throws IOException, InterruptedException {
            Random random = new Random();
            StringBuilder id = new StringBuilder();
            for (char c : loud.directoryId().toString().toCharArray()) {
                id.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
            }
            return send("GET", "/scim/v2/" + id + "/Users?count=1", loud.token(), "");
        }

        private String forged() throws IOException, InterruptedException {
            return send(
                    "GET",
                    "/scim/v2/" + loud.directoryId() + "/Users",
                    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4IiwiZXhwIjo5OTk5OTk5OTk5fQ." + "A".repeat(512),
                    "");
        }

        private String largeGroup() throws IOException, InterruptedException {
            String id = made(
                    "/Groups",
                    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"g"
                            + UUID.randomUUID() + "\"}");
            MADE.put("group", id);
            Seed.run(
                    stage.database,
                    "INSERT INTO group_member (org_id, directory_id, group_id, member_value)"
                            + " SELECT $1, $2, $3, gen_random_uuid()::text FROM generate_series(1, $4::int)",
                    Tuple.of(loud.orgId(), loud.directoryId(), UUID.fromString(id), MEMBERS));
            return "";
        }

        /** Takes two kilobytes at a time, and leaves in the middle. */
        private String slowRead() throws IOException, InterruptedException {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(2_048);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stage.port));
                socket.getOutputStream()
                        .write(("GET /scim/v2/" + loud.directoryId() + "/Groups/" + MADE.get("group")
                                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + loud.token() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                byte[] piece = new byte[2_048];
                for (int i = 0; i < 20; i++) {
                    if (socket.getInputStream().read(piece) < 0) {
                        return "closed";
                    }
                    TimeUnit.MILLISECONDS.sleep(250);
                }
            }
            return "read slowly";
        }

        private static String oversized() {
            byte[] random = new byte[3_000];
            new Random().nextBytes(random);
            return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"o" + UUID.randomUUID()
                    + "\",\"externalId\":\"" + Base64.getEncoder().encodeToString(random) + "\"}";
        }

        private String manyUsers() {
            MADE.put(
                    "preview",
                    Seed.inPreview(stage.database, loud.orgId(), MANY_USERS, "loud.example")
                            .toString());
            return "";
        }

        /** As large as a resource may be, each with an audit entry of the same size. */
        private String largeUsers() throws IOException, InterruptedException {
            String value = "long ".repeat(1_900);
            for (int user = 0; user < 40; user++) {
                String id = made(
                        "/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"l"
                                + UUID.randomUUID() + "\",\"title\":\"large\",\"addresses\":["
                                + joined(26, i -> "{\"streetAddress\":\"" + i + value + "\"}") + "]}");
                String answer = scim(
                        "PATCH",
                        "/Users/" + id,
                        PATCH + "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":\"" + value + "\"}]}");
                if (!answer.equals("200")) {
                    throw new IllegalStateException("a large user was not taken: " + answer);
                }
            }
            return "";
        }
    }
}
