package dev.rollcall.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.console.live.Followers;
import dev.rollcall.console.web.Calculations;
import dev.rollcall.console.web.Look;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing out, in front of a gateway that does not always do as it is asked. */
final class SignOutIT {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private HttpResponse<String> post(String path, int endsOthers, int endsThis)
            throws IOException, InterruptedException {
        Router router = Router.router(vertx);
        Followers followers = new Followers(vertx, subjects -> Future.succeededFuture(Map.of()));
        router.route("/console/*")
                .subRouter(Console.router(vertx, request -> true, Look.own(), followers, new Calculations(vertx)));
        router.get("/console/session").handler(context -> context.json(new JsonObject().put("scope", "operator")));
        router.delete("/console/sessions").handler(context -> answer(context, endsOthers));
        router.delete("/console/session").handler(context -> answer(context, endsThis));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/console/" + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void answer(RoutingContext context, int status) {
        context.response()
                .setStatusCode(status)
                .putHeader("Set-Cookie", "rollcall_session=; Max-Age=0")
                .end(
                        status < 400
                                ? ""
                                : new JsonObject()
                                        .put("title", "Refused")
                                        .put("detail", "The gateway cannot reach its database.")
                                        .encode());
    }

    @ParameterizedTest
    @CsvSource({"sign-out, 500, 204", "sign-out-everywhere, 200, 204"})
    void whoHasSignedOutIsToldSoAtTheDoor(String path, int endsOthers, int endsThis) throws Exception {
        HttpResponse<String> answer = post(path, endsOthers, endsThis);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/console/sign-in?out=true");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    }

    @ParameterizedTest
    @DisplayName("A sign-out that the gateway could not carry out is not told as done")
    @CsvSource({
        "sign-out, 200, 503",
        "sign-out, 200, 429",
        "sign-out-everywhere, 503, 204",
        "sign-out-everywhere, 200, 503"
    })
    void aSignOutThatFailedIsNoSignOut(String path, int endsOthers, int endsThis) throws Exception {
        HttpResponse<String> answer = post(path, endsOthers, endsThis);
        assertThat(answer.statusCode()).isEqualTo(Math.max(endsOthers, endsThis));
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("The gateway cannot reach its database.");
    }

    @ParameterizedTest
    @DisplayName("Whose session has ended meanwhile is led to the door")
    @CsvSource({"sign-out-everywhere, 401, 204"})
    void whoseSessionHasEndedIsLedToTheDoor(String path, int endsOthers, int endsThis) throws Exception {
        HttpResponse<String> answer = post(path, endsOthers, endsThis);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/console/sign-in");
    }
}
