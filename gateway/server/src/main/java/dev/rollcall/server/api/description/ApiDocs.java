package dev.rollcall.server.api.description;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.ProblemType;
import dev.rollcall.server.version.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Serves the API's description, for programs and, as a page that loads nothing from other servers, for people. It needs no credential. */
public final class ApiDocs {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action"
                    + " 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "docs.html", "text/html; charset=utf-8",
            "docs.css", "text/css; charset=utf-8",
            "docs.js", "text/javascript; charset=utf-8");

    private final Buffer description;

    public ApiDocs(OpenApi api) {
        description = Buffer.buffer(ScimJson.write(api.document()));
    }

    /** {@code GET}: OpenAPI 3.1. */
    public void description(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
                .putHeader("Cache-Control", "no-cache")
                .end(description);
    }

    public void page(RoutingContext context) {
        send(context, "docs.html");
    }

    /** The page's style sheet and script. */
    public void asset(RoutingContext context) {
        send(context, String.valueOf(context.pathParam("file")));
    }

    /** {@code GET}: which build this node runs. */
    public void version(RoutingContext context) {
        Version version = Version.current();
        Json.send(
                        context,
                        Json.object()
                                .put("version", version.number())
                                .put("revision", version.revision())
                                .put("javaVersion", version.java()))
                .onFailure(context::fail);
    }

    /** {@code GET}: the problems that have a type of their own. */
    public void problems(RoutingContext context) {
        Json.send(
                        context,
                        Json.items(Stream.of(ProblemType.values())
                                .map(ApiDocs::json)
                                .toList()))
                .onFailure(context::fail);
    }

    /** {@code GET}: one of them, at the address that is its type. */
    public void problem(RoutingContext context) {
        String word = String.valueOf(context.pathParam("problem"));
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                                "There is no such type of problem. GET /api/v1/problems lists those" + " that exist.")
                        .exception());
        Json.send(context, json(type)).onFailure(context::fail);
    }

    private static ObjectNode json(ProblemType type) {
        return Json.object()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("meaning", type.meaning());
    }

    private static void send(RoutingContext context, String file) {
        String type = TYPES.get(file);
        if (type == null) {
            throw Problem.notFound("The documentation has no such page. It begins at /api/v1/docs")
                    .exception();
        }
        context.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache")
                .end(content(file));
    }

    private static Buffer content(String file) {
        try (InputStream in = ApiDocs.class.getResourceAsStream("/openapi/" + file)) {
            return Buffer.buffer(Objects.requireNonNull(in, file).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
