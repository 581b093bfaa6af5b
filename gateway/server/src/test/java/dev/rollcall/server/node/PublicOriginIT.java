package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** M4: what clients are told of the gateway's address is what its operator has set, whatever a request says. */
final class PublicOriginIT {

    private static final String PUBLIC = "https://scim.example.com";

    @RegisterExtension
    static final RunningGateway FIXED = new RunningGateway().with(Settings.SERVER_PUBLIC_URL, PUBLIC);

    @RegisterExtension
    static final RunningGateway BEHIND_OTHERS = new RunningGateway()
            .with(Settings.SERVER_PUBLIC_URL, "forwarded")
            .with(Settings.TRUSTED_PROXIES, "192.0.2.0/24, 2001:db8::/32");

    @Test
    @DisplayName("M4: with a URL neither Host nor X-Forwarded-Host shows in any answer")
    void aUrlThatIsSetIsUsedEverywhere() throws IOException {
        String directory = FIXED.directory("entra").id().toString();
        String org = "/api/v1/organizations/" + FIXED.demo().organisation().id() + "/directories";
        String operator = FIXED.token(new Scope.Operator());
        for (String path : new String[] {
            org,
            org + "/" + directory,
            org + "/" + directory + "/setup",
            org + "/" + directory + "/authentication",
            "/.well-known/oauth-authorization-server/oauth/" + directory,
        }) {
            assertThat(asked(FIXED, path, operator))
                    .as(path)
                    .startsWith("HTTP/1.1 200")
                    .contains(PUBLIC)
                    .doesNotContain("evil.example");
        }
        String scim = "/scim/v2/" + directory;
        String credential = FIXED.credential("entra");
        for (String path : new String[] {scim + "/ServiceProviderConfig", scim + "/Schemas", scim + "/ResourceTypes"}) {
            assertThat(asked(FIXED, path, credential))
                    .as(path)
                    .contains(PUBLIC + scim)
                    .doesNotContain("evil.example");
        }
    }

    @Test
    @DisplayName(
            "M4: a client that is not a trusted proxy gets the address of the connection, whatever its headers say")
    void headersOfAnybodyElseAreIgnored() throws IOException {
        String directory = BEHIND_OTHERS.directory("entra").id().toString();
        assertThat(asked(BEHIND_OTHERS, "/.well-known/oauth-authorization-server/oauth/" + directory, "none"))
                .contains("\"issuer\":\"" + BEHIND_OTHERS.url() + "/oauth/" + directory + "\"")
                .doesNotContain("evil.example");
    }

    private static String asked(RunningGateway gateway, String path, String token) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                    + "X-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSignInLinkLeadsThereToo() {
        String url = Http.request(
                        "POST",
                        FIXED.url() + "/api/v1/organizations/"
                                + FIXED.demo().organisation().id() + "/sign-in-links")
                .bearer(FIXED.token(new Scope.Operator()))
                .body("{'subject':'ada'}")
                .send()
                .json()
                .path("url")
                .asText();
        assertThat(url).startsWith(PUBLIC + "/console");
    }
}
