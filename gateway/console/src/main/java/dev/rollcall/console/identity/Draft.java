package dev.rollcall.console.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.activity.LoggedRequest;
import dev.rollcall.console.web.Pretty;
import dev.rollcall.console.web.Visit;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the fields of a profile's workbench, as they were typed.
 *
 * @param document the profile, as the text of JSON
 * @param path of the request that is tried, below the directory's base URL
 */
public record Draft(String document, String method, String path, String body) {

    /** Those that a request can have. */
    public static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE", "GET");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String EXAMPLE = """
        {
          "userName" : "ada@example.com",
          "active" : "True"
        }\
        """;

    static Draft typed(Visit visit) {
        return new Draft(visit.value("document"), visit.value("method"), visit.value("path"), visit.value("body"));
    }

    /** With a recorded request to try, or with an example. */
    static Draft of(JsonNode document, @Nullable LoggedRequest recorded) {
        if (recorded == null) {
            return new Draft(Pretty.of(document), "POST", "/Users", EXAMPLE);
        }
        LoggedRequest.Side sent = recorded.request();
        JsonNode body = sent == null ? null : sent.body();
        return new Draft(
                Pretty.of(document),
                recorded.method(),
                below(recorded.path()),
                body == null || body.isNull() ? "" : Pretty.of(body));
    }

    /** With another document. */
    Draft with(JsonNode other) {
        return new Draft(Pretty.of(other), method, path, body);
    }

    /** Without what stands before the endpoint. */
    private static String below(String path) {
        return path.replaceFirst("(?i)^.*?(?=/(Users|Groups)(/|\\?|$))", "");
    }

    /** The profile, as the API takes it. */
    JsonObject profile() {
        return new JsonObject(
                parsed(document.isEmpty() ? "{}" : document, "The profile").toString());
    }

    /** What the API is asked to read. */
    JsonObject request() {
        JsonObject request = new JsonObject().put("method", method).put("path", path);
        if (!body.isEmpty()) {
            parsed(body, "The body of the request");
            request.put("body", body);
        }
        return request;
    }

    private static JsonNode parsed(String text, String what) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.isObject()) {
                throw new ApiProblem(400, "about:blank", "Not as expected", what + " must be an object: { ... }.");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new ApiProblem(
                    400,
                    "about:blank",
                    "Not JSON",
                    what + " is not JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + "): " + e.getOriginalMessage() + ".");
        }
    }
}
