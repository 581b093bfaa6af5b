package dev.rollcall.server.converse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.server.converse.Conversation.Exchange;
import dev.rollcall.server.converse.Conversation.Expectation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a conversation from top to bottom. */
final class ConversationReader {

    private static final String COMMENT = "#";
    private static final Pattern REQUEST =
            Pattern.compile("(?:(\\d{1,4}) x )?(GET|HEAD|POST|PUT|PATCH|DELETE) (/\\S*)?");
    private static final Pattern ANSWER = Pattern.compile("HTTP (\\d{3})( exactly)?");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z-]+):(.*)");
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String SCIM = "application/scim+json; charset=utf-8";

    private final String name;
    private final List<String> lines;
    private final List<String> comments = new ArrayList<>();
    private int at;

    private ConversationReader(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    static Conversation read(String name, List<String> lines) {
        return new ConversationReader(name, lines).conversation();
    }

    private Conversation conversation() {
        Map<String, String> always = headers();
        skipBlank();
        List<Exchange> exchanges = new ArrayList<>();
        while (at < lines.size()) {
            exchanges.add(exchange(always));
        }
        if (exchanges.isEmpty()) {
            throw wrong("there is no request in it");
        }
        return new Conversation(name, comments, exchanges);
    }

    private Exchange exchange(Map<String, String> always) {
        int line = at + 1;
        Matcher request = expect(REQUEST, "a request, such as \"GET /Users\"");
        Map<String, String> headers = new HashMap<>(always);
        headers.putAll(headers());
        String body = body();
        if (body != null) {
            headers.putIfAbsent(CONTENT_TYPE, SCIM);
        }
        headers.values().removeIf(String::isEmpty);
        int times = request.group(1) == null ? 1 : Integer.parseInt(request.group(1));
        String target = request.group(3) == null ? "" : request.group(3);
        return new Exchange(line, times, request.group(2), target, headers, body, answer());
    }

    private Expectation answer() {
        Matcher answer = expect(ANSWER, "the status of the response, such as \"HTTP 200\"");
        Map<String, String> headers = new HashMap<>();
        headers().forEach((header, value) -> headers.put(header.toLowerCase(Locale.ROOT), value));
        int line = at + 1;
        String body = body();
        return new Expectation(
                Integer.parseInt(answer.group(1)),
                headers,
                body == null ? null : json(body, line),
                answer.group(2) != null);
    }

    private JsonNode json(String body, int line) {
        try {
            return ScimJson.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (ScimException noJson) {
            at = line - 1;
            throw wrong("the expected body is not JSON: " + noJson.getMessage());
        }
    }

    private Matcher expect(Pattern pattern, String what) {
        skipBlank();
        if (at == lines.size()) {
            throw wrong("expected " + what + ", but the file ends");
        }
        Matcher matcher = pattern.matcher(lines.get(at).strip());
        if (!matcher.matches()) {
            throw wrong("expected " + what);
        }
        at++;
        return matcher;
    }

    /** What follows at once, up to a blank line; the last of a name counts. */
    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (; at < lines.size() && !lines.get(at).isBlank(); at++) {
            Matcher header = HEADER.matcher(lines.get(at));
            if (isComment(lines.get(at))) {
                comment();
            } else if (header.matches()) {
                headers.put(header.group(1), header.group(2).strip());
            } else if (ANSWER.matcher(lines.get(at)).matches() || isRequest(lines.get(at))) {
                break;
            } else {
                throw wrong("expected a header, or a blank line in front of a body");
            }
        }
        return headers;
    }

    private @Nullable String body() {
        skipBlank();
        StringBuilder body = new StringBuilder();
        for (; at < lines.size(); at++) {
            String line = lines.get(at);
            if (isComment(line) || isRequest(line) || ANSWER.matcher(line).matches()) {
                break;
            }
            body.append(line).append('\n');
        }
        String text = body.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private void skipBlank() {
        for (; at < lines.size() && (lines.get(at).isBlank() || isComment(lines.get(at))); at++) {
            comment();
        }
    }

    private void comment() {
        if (isComment(lines.get(at))) {
            comments.add(lines.get(at).substring(COMMENT.length()).strip());
        }
    }

    private static boolean isComment(String line) {
        return line.startsWith(COMMENT);
    }

    private static boolean isRequest(String line) {
        return REQUEST.matcher(line.strip()).matches();
    }

    private ConversationException wrong(String what) {
        return new ConversationException(name, Math.min(at + 1, lines.size()), what);
    }
}
