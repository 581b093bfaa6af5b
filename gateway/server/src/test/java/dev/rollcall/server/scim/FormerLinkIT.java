package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a DELETE is for when a person has come back under another externalId (ENTRA-19). */
final class FormerLinkIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Map<String, String> CREDENTIALS = new HashMap<>();

    @BeforeAll
    static void issue() {
        for (String provider : List.of("entra", "okta")) {
            CREDENTIALS.put(provider, GATEWAY.credential(provider));
        }
    }

    private static Answer send(String provider, String method, String path, String body) {
        return Http.request(method, GATEWAY.scimUrl(provider) + path)
                .bearer(CREDENTIALS.get(provider))
                .body(body)
                .send();
    }

    /** A person who left as one object and came back as another; their path. */
    private static String hiredAgain(String provider, String name) {
        String user = "{'userName':'" + name + "@demo.example','externalId':'%s " + name + "','active':%s}";
        String id = send(provider, "POST", "/Users", user.formatted("first", true))
                .json()
                .path("id")
                .asText();
        send(provider, "PUT", "/Users/" + id, user.formatted("first", false));
        Answer back = send(provider, "POST", "/Users", user.formatted("second", true));
        assertThat(back.json().path("id").asText()).isEqualTo(id);
        return "/Users/" + id;
    }

    private static int delete(String provider, String path) {
        return Http.request("DELETE", GATEWAY.scimUrl(provider) + path)
                .bearer(CREDENTIALS.get(provider))
                .send()
                .status();
    }

    private static int get(String provider, String path) {
        return Http.get(GATEWAY.scimUrl(provider) + path)
                .bearer(CREDENTIALS.get(provider))
                .send()
                .status();
    }

    private static void hiredAgo(String path, int days) {
        GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .query("UPDATE directory_user SET relinked_at = relinked_at - interval '" + days
                        + " days' WHERE user_id = '" + UUID.fromString(path.substring("/Users/".length())) + "'")
                .execute()
                .await();
    }

    @ParameterizedTest
    @CsvSource({"34, 200", "36, 404"})
    void itIsForTheFormerWithinTheDaysThatEntraTakes(int days, int then) {
        String path = hiredAgain("entra", "ada" + days);
        hiredAgo(path, days);

        assertThat(delete("entra", path)).isEqualTo(204);

        assertThat(get("entra", path)).isEqualTo(then);
    }

    @Test
    void onlyTheFirstOneIs() {
        String path = hiredAgain("entra", "grace");

        assertThat(delete("entra", path)).isEqualTo(204);
        assertThat(delete("entra", path)).isEqualTo(204);

        assertThat(get("entra", path)).isEqualTo(404);
    }

    @Test
    void itIsCountedWhereTheOperatorSeesIt() {
        delete("entra", hiredAgain("entra", "alan"));

        assertThat(Http.get(GATEWAY.managementUrl() + "/metrics").send().body())
                .contains("rollcall_deviations_total{provider=\"entra\",rule=\"former-deleted\"}");
    }

    @Test
    void anotherProvidersDeleteIsOne() {
        String path = hiredAgain("okta", "linus");

        assertThat(delete("okta", path)).isEqualTo(204);

        assertThat(get("okta", path)).isEqualTo(404);
    }
}
