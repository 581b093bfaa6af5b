package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every layer answers a SCIM client with a SCIM error (fine print rows 18, 19, 55; OKTA-33). */
final class ErrorLayersIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.SERVER_BODY_LIMIT, "2048");

    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    private static String okta(String path) {
        return GATEWAY.scimUrl("okta") + path;
    }

    private static void assertScimError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/scim+json");
        assertThat(answer.json().at("/schemas/0").asText()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.json().path("status").isTextual()).isTrue();
        assertThat(answer.json().path("status").asText()).isEqualTo(Integer.toString(status));
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    @Test
    void withoutCredentialAndWithAWrongOne() {
        for (Http request : List.of(
                Http.get(okta("/Users")),
                Http.get(okta("/Users")).bearer("rc_wrong"),
                Http.get(okta("/Users")).header("Authorization", "Digest x y"))) {
            Answer answer = request.send();
            assertScimError(answer, 401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void anotherDirectorysCredentialIsLikeAnUnknownOne() {
        Answer foreign =
                Http.get(GATEWAY.scimUrl("entra") + "/Users").bearer(token).send();
        Answer nowhere =
                Http.get(GATEWAY.url() + "/scim/v2/nowhere/Users").bearer(token).send();
        Answer unknown = Http.get(okta("/Users")).bearer("rc_wrong").send();
        assertScimError(foreign, 401);
        assertThat(foreign.body()).isEqualTo(unknown.body()).isEqualTo(nowhere.body());
    }

    @ParameterizedTest
    @CsvSource({"/Nothing", "/Users/1/2", "/.search/1"})
    void unknownPaths(String path) {
        assertScimError(Http.get(okta(path)).bearer(token).send(), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/Users,'GET,HEAD,POST,OPTIONS'",
        "POST,/Users/1,'GET,HEAD,PUT,PATCH,DELETE,OPTIONS'",
        "POST,/Schemas,'GET,HEAD,OPTIONS'",
        "PATCH,/ServiceProviderConfig,'GET,HEAD,OPTIONS'"
    })
    void wrongMethodsNameTheRightOnes(String method, String path, String allowed) {
        Answer answer = Http.request(method, okta(path)).bearer(token).send();
        assertScimError(answer, 405);
        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder(allowed.split(","));
    }

    @Test
    void aBodyThatIsNoJson() {
        Answer type = Http.request("POST", okta("/Users"))
                .bearer(token)
                .header("Content-Type", "text/xml")
                .body("<x/>")
                .send();
        assertScimError(type, 415);
        Answer broken = Http.request("POST", okta("/Users"))
                .bearer(token)
                .header("Content-Type", "application/scim+json")
                .body("{'userName':")
                .send();
        assertScimError(broken, 400);
        assertThat(broken.json().path("scimType").asText()).isEqualTo("invalidSyntax");
    }

    @Test
    void aBodyThatIsTooLarge() {
        Answer answer = Http.request("POST", okta("/Users"))
                .bearer(token)
                .body("{'userName':'" + "x".repeat(4000) + "'}")
                .send();
        assertScimError(answer, 413);
        assertThat(answer.json().path("detail").asText()).contains("server.body-limit");
    }

    @Test
    void aLongFilterIsReadAndAnEndlessOneRefused() {
        String filter = "userName%20eq%20%22" + "x".repeat(7_000) + "%22";
        assertThat(Http.get(okta("/Users?filter=" + filter))
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
        assertScimError(
                Http.get(okta("/Users?filter=" + "x".repeat(40_000)))
                        .bearer(token)
                        .send(),
                414);
    }

    @Test
    void whatIsNoHttpAtAll() throws IOException {
        String answer = raw("GET /scim/v2/x/Users?filter=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/scim+json");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json");
        assertThat(raw("nonsense\r\n\r\n")).contains(" 400 ", "application/scim+json");
    }

    private static String raw(String text) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), GATEWAY.gateway().port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void outsideScimErrorsAreProblemDocuments() {
        Answer answer = Http.get(GATEWAY.url() + "/nothing").send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
        assertThat(answer.json().path("instance").asText()).endsWith(answer.header("Rollcall-Request-Id"));
    }
}
