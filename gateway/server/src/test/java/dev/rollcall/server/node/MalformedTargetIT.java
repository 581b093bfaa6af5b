package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A query that cannot be decoded is refused on every kind of path, in every spelling of it that is read. */
final class MalformedTargetIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final List<String> PATHS = List.of(
            "/scim/v2/DIRECTORY/Users",
            "/scim/v2/DIRECTORY/UserS",
            "/scim/v2/DIRECTORY//Users",
            "/scim/DIRECTORY/gRoups/1",
            "/scim/v2/DIRECTORY/Users.scim",
            "/scim/v2/DIRECTORY/Schemas",
            "/scim/v2/DIRECTORY",
            "/api/v1/organizations",
            "/api/v1/organizations/demo/members");

    private static final List<String> QUERIES =
            List.of("a=%", "a=%2", "a=%zz", "%zz=1", "filter=%%%", "coaddu%nt=2", "count=1&x=%f");

    private static String credential = "";
    private static String operator = "";

    @BeforeAll
    static void issue() {
        credential = GATEWAY.credential("okta");
        operator = GATEWAY.token(new Scope.Operator());
    }

    static Stream<Arguments> targets() {
        return PATHS.stream().flatMap(path -> QUERIES.stream().map(query -> Arguments.of(path, query)));
    }

    @DisplayName("H5, M6: a query that cannot be decoded is the client's mistake")
    @ParameterizedTest(name = "{0}?{1}")
    @MethodSource("targets")
    void isRefused(String path, String query) throws IOException {
        for (String override : List.of("", "X-HTTP-Method-Override: PATCH\r\n")) {
            assertThat(answered(path, query, override))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("percent-encoding");
        }
    }

    private static String answered(String path, String query, String header) throws IOException {
        String target = path.replace("DIRECTORY", GATEWAY.directory("okta").id().toString()) + "?" + query;
        String token = path.startsWith("/scim") ? credential : operator;
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(GATEWAY.url()).getPort())) {
            socket.setSoTimeout(20_000);
            String request =
                    (header.isEmpty() ? "GET " : "POST ") + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                            + header + "Authorization: Bearer " + token + "\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
