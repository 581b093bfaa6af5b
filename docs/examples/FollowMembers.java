import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An application that keeps the members of an organisation in a file, and follows them by events through restarts of its own and of the
 * gateway. Run it with:
 *
 * <pre>java -cp gateway/server/target/rollcall.jar docs/examples/FollowMembers.java http://127.0.0.1:8080 TOKEN demo members.json</pre>
 */
public final class FollowMembers {

    private static final JsonMapper JSON = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String organisation;
    private final String token;
    private final Path file;

    /** {@code cursor}, how far the events were read, and {@code members} by id: stored together, so that they never disagree. */
    private ObjectNode state;

    private FollowMembers(String url, String token, String organisation, Path file) {
        this.organisation = url + "/api/v1/organizations/" + organisation;
        this.token = token;
        this.file = file;
    }

    public static void main(String[] arguments) throws Exception {
        new FollowMembers(arguments[0], arguments[1], arguments[2], Path.of(arguments[3])).run();
    }

    private void run() throws Exception {
        state = Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : snapshot();
        while (true) {
            try {
                // Answered as soon as something happens, or after 30 seconds with an empty page.
                JsonNode page = get("/events?wait=30&limit=500&cursor="
                        + state.path("cursor").asText());
                page.path("items").forEach(this::apply);
                state.put("cursor", page.path("cursor").asText());
                store();
            } catch (IOException e) {
                // The gateway is away. Nothing is lost: the cursor says where to go on.
                System.err.println("Trying again: " + e.getMessage());
                Thread.sleep(1_000);
            }
        }
    }

    /** The members page by page, and the cursor of the first page: what happens meanwhile is told again behind it. */
    private ObjectNode snapshot() throws Exception {
        ObjectNode fresh = JSON.createObjectNode();
        ObjectNode members = fresh.putObject("members");
        String next = "";
        while (next != null) {
            JsonNode page = get("/members?limit=1000" + (next.isEmpty() ? "" : "&cursor=" + next));
            if (!fresh.has("cursor")) {
                fresh.put("cursor", page.path("eventsCursor").asText());
            }
            for (JsonNode member : page.path("items")) {
                put(members, member.path("id").asText(), member);
            }
            next = page.path("next").textValue();
        }
        return fresh;
    }

    /** Each event carries the whole state of its member, so one that is told twice changes nothing. */
    private void apply(JsonNode event) {
        if (event.path("type").asText().startsWith("member.")) {
            put((ObjectNode) state.path("members"), event.path("subject").asText(), event.path("data"));
        }
    }

    private static void put(ObjectNode members, String id, JsonNode member) {
        String status = member.path("status").asText();
        if (status.equals("removed")) {
            members.remove(id);
        } else if (!status.equals("excluded")) {
            members.putObject(id)
                    .put("email", member.path("email").asText())
                    .put("role", member.path("role").asText())
                    .put("status", status);
        }
    }

    /** As a whole or not at all: a crash in the middle leaves what was there before. A database does the same in one transaction. */
    private void store() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        JSON.writeValue(next.toFile(), state);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(organisation + path))
                .header("Authorization", "Bearer " + token)
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the gateway answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
