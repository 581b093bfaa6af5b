package dev.rollcall.server.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/adding-a-route-and-command.md, followed word by word: the route is described, and answers. */
final class GuideOfRoutesIT {

    private static final String DESCRIPTION = "dev.rollcall.server.api.description";

    /** A table that puts routes straight into a router, and remembers who may use them. */
    private record Table(Router router, List<Access> access) implements RouteTable {

        @Override
        public void on(HttpMethod method, String path, Access who, Handler<RoutingContext> handler) {
            router.route(method, path).handler(handler);
            access.add(who);
        }

        @Override
        public void form(String path, Access who, Handler<RoutingContext> handler, Handler<RoutingContext> failed) {
            throw new AssertionError("the guide shows no form");
        }

        @Override
        public void below(String path, Router pages) {
            throw new AssertionError("the guide shows no pages");
        }
    }

    private static ClassLoader built(Path folder) {
        Workshop workshop = new Workshop(folder);
        Workshop.blocks("adding-a-route-and-command.md", "java").forEach(workshop::source);
        workshop.resource(
                "openapi/greeting.json",
                Workshop.blocks("adding-a-route-and-command.md", "json").get(0));
        Path room = Path.of("src", "main", "java").resolve(DESCRIPTION.replace('.', '/'));
        String openApi = Workshop.read(room.resolve("OpenApi.java"));
        String last = "\"pull\");";
        assertThat(openApi).contains(last);
        return workshop.source(openApi.replace(last, "\"pull\", \"greeting\");"))
                .source(Workshop.read(room.resolve("ClosedWords.java")))
                .compile(DESCRIPTION);
    }

    @Test
    @DisplayName("adding-a-route-and-command.md: the route is described, has its access, and answers over HTTP")
    void theGuideOfRoutes(@TempDir Path folder) throws ReflectiveOperationException {
        ClassLoader loader = built(folder);
        Object description =
                loader.loadClass(DESCRIPTION + ".OpenApi").getMethod("load").invoke(null);
        JsonNode document =
                (JsonNode) description.getClass().getMethod("document").invoke(description);
        JsonNode operation =
                document.path("paths").path("/organizations/{org}/greeting").path("get");
        assertThat(operation.path("parameters")).hasSize(2);
        assertThat(operation.path("responses").has("default")).isTrue();

        Area area = (Area) loader.loadClass("dev.rollcall.server.greeting.GreetingArea")
                .getConstructor()
                .newInstance();
        Vertx vertx = Vertx.vertx();
        try {
            Table table = new Table(Router.router(vertx), new ArrayList<>());
            area.mount(vertx, table);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(table.router())
                    .listen(0, "127.0.0.1")
                    .await();

            assertThat(table.access()).containsExactly(Access.READ);
            assertThat(Http.get("http://127.0.0.1:" + server.actualPort()
                                    + "/api/v1/organizations/acme/greeting?name=Ada")
                            .send()
                            .json()
                            .path("greeting")
                            .asText())
                    .isEqualTo("Hello, Ada.");
        } finally {
            vertx.close().await();
        }
    }
}
