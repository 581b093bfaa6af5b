package dev.rollcall.server.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where providers tell of changes: open to any client, and the same to all of them. */
final class NotificationsOverHttpIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Answer tell(String directory, String channel, String token, String body) {
        return Http.request("POST", GATEWAY.url() + "/notifications/" + directory)
                .header("X-Goog-Channel-ID", channel)
                .header("X-Goog-Channel-Token", token)
                .body(body)
                .send();
    }

    @Test
    @DisplayName(
            "GOOGLE-49: the answer shows neither whether there is such a directory nor whether it believed what came")
    void constant() {
        String sends = GATEWAY.directory("okta").id().toString();
        for (String directory : List.of(sends, UUID.randomUUID().toString(), "nonsense")) {
            for (String body : List.of("", "{\"id\":\"1\"}", "nonsense")) {
                Answer answer = tell(directory, UUID.randomUUID().toString(), "token", body);
                assertThat(answer.status()).as(directory + body).isEqualTo(204);
                assertThat(answer.body()).isEmpty();
            }
        }
        assertThat(Http.get(GATEWAY.url() + "/notifications/" + sends).send().status())
                .isEqualTo(405);
    }

    @Test
    @DisplayName("GOOGLE-49: more than are looked at in a second are answered all the same")
    void many() {
        String directory = GATEWAY.directory("okta").id().toString();
        for (int i = 0; i < 300; i++) {
            assertThat(tell(directory, UUID.randomUUID().toString(), "token", "{\"id\":\"1\"}")
                            .status())
                    .isEqualTo(204);
        }
    }
}
