package dev.rollcall.server.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Access;
import dev.rollcall.testkit.golden.GoldenFile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of all routes is written from the routes themselves, and what each is for from the description of the API. */
final class RoutesPageIT {

    private static final Path PAGE = Path.of("..", "..", "docs", "routes.md");
    private static final String API = "/api/v1";

    private static final String TEXT = """
        # Every route

        What the gateway serves: each method and path, who may use it, and what it is for. `RoutesPageIT` writes this page from the route
        table and the description of the API (`/api/v1/openapi.json`). [api.md](api.md) shows how the admin API is used, [scim.md](scim.md)
        what SCIM clients find, and [api-access.md](api-access.md) who has which rights.

        | Who | Means |
        | --- | --- |
        | anybody | No credential is asked for. |
        | directory | An identity provider with a credential of the directory in the path. |
        | discovery | As directory; without a credential, what is the same for all directories. |
        | receiver | A receiver of Security Events with an access token of the organisation in the path. |
        | signed in | Every administrator, for their own session and for what all organisations share. |
        | read audit | Every administrator of the organisation, auditors included. |
        | read | Every administrator of the organisation but auditors, and tokens that only read. |
        | administer directories | Owners and directory administrators of the organisation. |
        | administer people | Owners and people administrators of the organisation. |
        | administer | Owners of the organisation. |
        | operator read | The operator, with tokens that only read too. |
        | operate | The operator. |

        The operator may do what administrators of every organisation may.
        """;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private record Served(String method, String path, String who) {}

    private static Stream<Served> served(Route route) {
        Access access = route.getMetadata(Routes.ACCESS);
        if (access == null || route.methods() == null) {
            return Stream.empty();
        }
        String who = access.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return route.methods().stream()
                .filter(method -> !method.equals(HttpMethod.HEAD) && !method.equals(HttpMethod.OPTIONS))
                .map(method -> new Served(method.name(), route.getPath().replaceAll(":(\\w+)", "{$1}"), who));
    }

    @Test
    @DisplayName("docs/routes.md has every route: method, path, who may use it, and what it is for")
    void thePageHasEveryRoute() {
        JsonNode described =
                Http.get(GATEWAY.url() + API + "/openapi.json").send().json().path("paths");
        Vertx vertx = Vertx.vertx();
        List<Served> routes;
        try {
            routes = GATEWAY.gateway().parts().routes(vertx).getRoutes().stream()
                    .flatMap(RoutesPageIT::served)
                    .distinct()
                    .sorted(Comparator.comparing(Served::path).thenComparing(Served::method))
                    .toList();
        } finally {
            vertx.close().await();
        }
        StringBuilder page = new StringBuilder(TEXT);
        String section = "";
        for (Served route : routes) {
            String now = route.path().startsWith(API)
                    ? "The admin API"
                    : route.path().startsWith("/scim") ? "SCIM" : "Others";
            if (!now.equals(section)) {
                section = now;
                page.append("\n## ")
                        .append(section)
                        .append("\n\n| Method | Path | Who | What |\n| --- | --- | --- | --- |\n");
            }
            String path = route.path().startsWith(API) ? route.path().substring(API.length()) : route.path();
            String what = route.path().startsWith(API)
                    ? described
                            .path(path)
                            .path(route.method().toLowerCase(Locale.ROOT))
                            .path("summary")
                            .asText()
                    : "";
            page.append("| ")
                    .append(route.method())
                    .append(" | `")
                    .append(route.path())
                    .append("` | ")
                    .append(route.who())
                    .append(" | ")
                    .append(what)
                    .append(" |\n");
        }
        GoldenFile.verify(PAGE, page.toString());
    }
}
