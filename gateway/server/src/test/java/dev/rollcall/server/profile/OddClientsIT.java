package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import dev.rollcall.spi.profile.ProfileReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Issue 14: clients that are drawn from a seed live a life; what fails is mended by the suggestions, and by at most five lines beside.
 * {@code -Drollcall.clients=200} draws as many, and the share that needs hands is told.
 */
final class OddClientsIT {

    private static final int CLIENTS = Integer.getInteger("rollcall.clients", 6);
    private static final long FIRST = Long.getLong("rollcall.clients.seed", 1);
    private static final int ROUNDS = 4;
    private static final int HANDS = 5;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.AUTH_CACHE, "60")
            .with(Settings.QUOTA_DIRECTORIES, Integer.toString(CLIENTS + 10));

    private final Map<Integer, Integer> hands = new TreeMap<>();

    @Test
    @DisplayName("Suggestions and at most five lines bring every invented client to a life without a fault")
    void everyClientIsBroughtToALife() {
        List<String> dead = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + CLIENTS; seed++) {
            String left = bring(seed);
            if (!left.isEmpty()) {
                dead.add(seed + " " + new OddClient(seed) + ": " + left);
            }
        }
        System.out.println("lines by hand -> clients: " + hands + ", not brought to life: " + dead.size());
        assertThat(dead).isEmpty();
    }

    private String bring(long seed) {
        OddClient odd = new OddClient(seed);
        CustomClient client = new CustomClient(GATEWAY, "custom");
        List<String> wrong = odd.live(client, "c" + seed + "r0");
        for (int round = 1; round <= ROUNDS && !wrong.isEmpty(); round++) {
            if (!suggested(client)) {
                break;
            }
            wrong = odd.live(client, "c" + seed + "r" + round);
        }
        int lines = 0;
        for (ObjectNode line : odd.lines()) {
            if (wrong.isEmpty() || lines == HANDS) {
                break;
            }
            ObjectNode document = document(client);
            if (says(document, line)) {
                continue;
            }
            lines++;
            client.profile(ProfileReader.with(document, line).toString());
            wrong = odd.live(client, "c" + seed + "h" + lines);
        }
        hands.merge(lines, 1, Integer::sum);
        return wrong.isEmpty() ? "" : wrong.get(0) + " under " + document(client);
    }

    private static ObjectNode document(CustomClient client) {
        return (ObjectNode) client.ask("GET", "/profile", "").json().path("document");
    }

    /** Whether a document maps what a line maps, from the same name. */
    private static boolean says(ObjectNode document, ObjectNode line) {
        String type = line.fieldNames().next();
        JsonNode wanted = line.at("/" + type + "/attributes/0");
        for (JsonNode mapping : document.at("/" + type + "/attributes")) {
            if (mapping.path("to").equals(wanted.path("to"))
                    && mapping.path("from").equals(wanted.path("from"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the suggestions changed the profile. */
    private boolean suggested(CustomClient client) {
        LogTail.await(GATEWAY, client);
        Answer answer = client.ask("POST", "/profile/suggest", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        ObjectNode document = (ObjectNode) answer.json().path("profile");
        if (document.equals(document(client))) {
            return false;
        }
        client.profile(document.toString());
        return true;
    }
}
