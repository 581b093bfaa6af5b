package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.RawRequest.Method;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.spi.profile.ProfileReader;
import dev.rollcall.spi.profile.problem.ProfileException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Issue 14: invented profiles, expressions and requests cost little and break nothing. {@code -Drollcall.profiles=100000} tries as many. What is
 * measured is the thread's own processor time and what it allocates, after the code is warm.
 */
final class ProfileFuzzIT {

    private static final int PROFILES = Integer.getInteger("rollcall.profiles", 3_000);
    private static final long SEED = Long.getLong("rollcall.profiles.seed", 14);
    private static final int WARM_UP = 1_000;
    private static final int OVER_HTTP = 60;
    private static final long MOST_MILLIS = 50;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final List<ResourceType> TYPES = List.of(CoreTypes.USER, CoreTypes.GROUP);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final ProfileReader reader = new ProfileReader(Adapters.all());
    private int usable;
    private int read;
    private int withExpressions;

    @Test
    @DisplayName("No invented profile or request takes 50 ms of processor time or 16 MB, or ends otherwise than in a"
            + " refusal")
    void nothingIsSlowOrLarge() {
        ProfileGenerator warm = new ProfileGenerator(SEED + 1, reader.schema());
        for (int i = 0; i < WARM_UP; i++) {
            one(warm.document(), warm.body(), warm.patch());
        }
        usable = 0;
        read = 0;
        withExpressions = 0;
        ProfileGenerator generator = new ProfileGenerator(SEED, reader.schema());
        long slowest = 0;
        long largest = 0;
        for (int i = 0; i < PROFILES; i++) {
            JsonNode document = generator.document();
            JsonNode body = generator.body();
            JsonNode patch = generator.patch();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long time = THREADS.getCurrentThreadCpuTime();
            one(document, body, patch);
            long millis = (THREADS.getCurrentThreadCpuTime() - time) / 1_000_000;
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            if (millis >= MOST_MILLIS) {
                // Once more: a pause of the collector or the compiler is no property of the document.
                time = THREADS.getCurrentThreadCpuTime();
                one(document, body, patch);
                millis = (THREADS.getCurrentThreadCpuTime() - time) / 1_000_000;
            }
            assertThat(millis).as("ms for number " + i + ": " + document).isLessThan(MOST_MILLIS);
            assertThat(bytes).as("bytes for number " + i + ": " + document).isLessThan(MOST_BYTES);
            slowest = Math.max(slowest, millis);
            largest = Math.max(largest, bytes);
        }
        System.out.printf(
                "%d profiles: %d usable, %d with expressions, %d requests read; at most %d ms and %.1f MB%n",
                PROFILES, usable, withExpressions, read, slowest, largest / 1048576.0);
        assertThat(usable).as("profiles that can be used").isGreaterThan(PROFILES / 5);
        assertThat(withExpressions).as("of them with expressions").isGreaterThan(PROFILES / 50);
        assertThat(read).as("requests that can be read").isGreaterThan(PROFILES / 20);
    }

    private void one(JsonNode document, JsonNode body, JsonNode patch) {
        ClientProfile profile;
        try {
            profile = reader.read(document, "custom", TYPES);
        } catch (ProfileException e) {
            assertThat(e.errors())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error.detail()).isNotBlank());
            return;
        }
        usable++;
        withExpressions += profile.expressions().isEmpty() ? 0 : 1;
        Normalizer normalizer = new Normalizer(
                profile.running(),
                new Profile(
                        TYPES,
                        Mode.TOLERANT,
                        Set.of(),
                        profile.writes(),
                        profile.transport().firstIndex()));
        for (String endpoint : List.of("Users", "Groups")) {
            read(normalizer, Method.POST, endpoint, null, Map.of(), body);
            read(normalizer, Method.PUT, endpoint, "1", Map.of(), body);
            read(normalizer, Method.PATCH, endpoint, "1", Map.of(), patch);
            read(normalizer, Method.GET, endpoint, null, Map.of("filter", "login eq \"A\" and a co \"x\""), null);
        }
    }

    private void read(
            Normalizer normalizer,
            Method method,
            String endpoint,
            @Nullable String id,
            Map<String, String> query,
            @Nullable JsonNode body) {
        try {
            normalizer.normalize(new RawRequest(method, endpoint, id, query, null, null, body));
            read++;
        } catch (ScimException e) {
            assertThat(e.error().status()).isBetween(400, 499);
            assertThat(e.error().detail()).isNotBlank();
        }
    }

    @Test
    @DisplayName("Over HTTP: a profile that cannot be used is refused with its place, and the one in force stays; no"
            + " request ends in a 5xx")
    void theRunningOneStays() {
        CustomClient client = new CustomClient(GATEWAY, "custom");
        ProfileGenerator generator = new ProfileGenerator(SEED, reader.schema());
        int inForce = 0;
        int refusals = 0;
        for (int i = 0; i < OVER_HTTP; i++) {
            Answer set = client.ask("PUT", "/profile", plain(generator.document()));
            assertThat(set.status()).as(set.body()).isIn(200, 400);
            if (set.status() == 200) {
                inForce = set.json().path("number").asInt();
            } else {
                refusals++;
                assertThat(set.json().path("detail").asText()).isNotBlank();
            }
            JsonNode running = client.ask("GET", "/profile", "").json();
            assertThat(running.path("number").asInt()).isEqualTo(inForce);
            assertThat(client.send("POST", "/Users", plain(generator.body())).status())
                    .isLessThan(500);
            assertThat(client.send("PATCH", "/Users/1", plain(generator.patch()))
                            .status())
                    .isLessThan(500);
        }
        assertThat(inForce).isPositive();
        assertThat(refusals).isPositive();
    }

    /** The client of these tests takes an apostrophe for a quotation mark. */
    private static String plain(JsonNode json) {
        return json.toString().replace("'", "");
    }
}
