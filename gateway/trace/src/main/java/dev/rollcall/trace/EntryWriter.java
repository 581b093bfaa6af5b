package dev.rollcall.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.spi.Firing;
import dev.rollcall.spi.PatchJson;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an entry from a recording: redacted, and cut where it is long. A function of its arguments; runs outside the path of requests. */
final class EntryWriter {

    private static final JsonMapper JSON = new JsonMapper();

    /** Parameters of SCIM; of others the value is not kept, for it may be a token. */
    private static final Set<String> KNOWN =
            Set.of("filter", "sortby", "sortorder", "startindex", "count", "attributes", "excludedattributes");

    private static final Set<String> ENDPOINTS = Set.of("Users", "Groups", "Roles", "Entitlements");

    private static final int LONGEST_PATH = 2_000;
    private static final int LONGEST_NAME = 200;

    /** In a microsecond. */
    private static final long NANOS = 1_000;

    private final boolean showsValues;
    private final int limit;

    /**
     * Makes one.
     *
     * @param showsValues whether values of attributes are kept that are no secret
     * @param limit characters of an entry at most; each part of it has a share
     */
    EntryWriter(boolean showsValues, int limit) {
        this.showsValues = showsValues;
        this.limit = limit;
    }

    /**
     * What is written of a recording.
     *
     * @param entry null when it is only counted
     * @param bytes of the request and the response
     */
    record Written(@Nullable Entry entry, List<Counted> counted, long bytes) {}

    /** Of a recording whose organisation is known. */
    Written write(Recording recording) {
        Redaction redaction = Redaction.of(recording.notes(), showsValues);
        return new Written(
                recording.kept() ? entry(recording, redaction) : null,
                Counted.of(recording, redaction),
                recording.bytes());
    }

    private Entry entry(Recording recording, Redaction redaction) {
        UUID orgId = Objects.requireNonNull(recording.orgId());
        Notes notes = recording.notes();
        JsonNode sent = notes.sent();
        QueryStringDecoder uri = new QueryStringDecoder(recording.path());
        redaction.learnName(named(uri.path()));
        List<Firing> firings = notes.firings();
        Persons persons = new Persons(orgId, redaction);
        notes.resources().forEach(persons::add);
        List<String> filter = uri.parameters().get("filter");
        persons.in(uri.path(), filter == null ? null : filter.get(0));
        persons.in(sent);
        List<Notes.Told> told = notes.told();
        Long committed = notes.committed();
        return new Entry(
                orgId,
                recording.requestId(),
                recording.directoryId(),
                recording.at(),
                recording.method(),
                path(uri, redaction),
                recording.kind(),
                recording.status(),
                recording.outcome(),
                resource(notes, uri.path()),
                showsValues ? about(notes, redaction) : null,
                recording.nanos() / NANOS,
                committed == null ? null : committed / NANOS,
                recording.bytesIn(),
                recording.bytesOut(),
                firings.isEmpty()
                        ? null
                        : firings.stream().map(Firing::quirk).distinct().collect(Collectors.joining(",")),
                told.isEmpty() ? null : deviations(told, redaction).toString(),
                document(recording, redaction, firings, told),
                persons.found());
    }

    private static @Nullable UUID resource(Notes notes, String path) {
        if (notes.resources().size() == 1) {
            return notes.resources().get(0);
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.length() == 36 && notes.reads().size() == 1 ? uuid(last) : null;
    }

    /** What stands behind the endpoint of a path; empty where nothing does. */
    private static String named(String path) {
        int end = path.lastIndexOf('/');
        int begin = end;
        while (begin > 0 && path.charAt(begin - 1) == '/') {
            begin--;
        }
        if (begin <= 0) {
            return "";
        }
        String endpoint = path.substring(path.lastIndexOf('/', begin - 1) + 1, begin);
        String name = path.substring(end + 1);
        return ENDPOINTS.contains(endpoint) && !name.startsWith(".") ? name : "";
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The name that the response gives, or else the one that was sent. */
    private static @Nullable String about(Notes notes, Redaction redaction) {
        for (JsonNode body : new @Nullable JsonNode[] {notes.answered(), notes.sent()}) {
            if (body instanceof ObjectNode object) {
                String name = object.path("userName")
                        .asText(object.path("displayName").asText(""));
                if (!name.isEmpty()) {
                    String shown = redaction.text("userName", name);
                    return shown.substring(0, Math.min(shown.length(), LONGEST_NAME));
                }
            }
        }
        return null;
    }

    private static String path(QueryStringDecoder uri, Redaction redaction) {
        StringJoiner query = new StringJoiner("&", "?", "");
        query.setEmptyValue("");
        for (Map.Entry<String, List<String>> parameter : uri.parameters().entrySet()) {
            String name = parameter.getKey();
            boolean known = KNOWN.contains(name.toLowerCase(Locale.ROOT));
            for (String value : parameter.getValue()) {
                query.add(encoded(name) + "=" + (known ? encoded(redaction.filter(value)) : Redaction.HIDDEN));
            }
        }
        String path = redaction.text("", uri.path()) + query;
        return path.substring(0, Math.min(path.length(), LONGEST_PATH));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode deviations(List<Notes.Told> told, Redaction redaction) {
        var list = JsonNodeFactory.instance.arrayNode();
        told.forEach(one -> {
            ObjectNode json = list.addObject()
                    .put("rule", one.deviation().rule().word())
                    .put("leftOut", one.deviation().rule().leavesOut())
                    .put(
                            "detail",
                            redaction.text(Redaction.SENTENCE, one.deviation().detail()));
            if (!one.place().isEmpty()) {
                json.put("operation", one.place());
            }
        });
        return list;
    }

    private String document(Recording recording, Redaction redaction, List<Firing> firings, List<Notes.Told> told) {
        Notes notes = recording.notes();
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeObjectFieldStart("request");
            out.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : recording.headers().entrySet()) {
                out.writeStringField(header.getKey(), redaction.header(header.getValue()));
            }
            out.writeEndObject();
            boolean isWhole = body(out, redaction, notes.sent(), recording.bytesIn());
            out.writeEndObject();
            out.writeObjectFieldStart("response");
            body(out, redaction, notes.answered(), recording.bytesOut());
            out.writeEndObject();
            if (!firings.isEmpty()) {
                quirks(out, text, redaction, quirks(notes.reads(), isWhole ? notes.sent() : null));
            }
            // What was sent says it all unless something was done to it.
            if (!firings.isEmpty() || !told.isEmpty()) {
                commands(out, redaction, notes.reads());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Whether the body stands there whole. */
    private boolean body(JsonGenerator out, Redaction redaction, @Nullable JsonNode body, long bytes)
            throws IOException {
        if (body != null) {
            return part(out, "body", redaction, body);
        }
        if (bytes > 0) {
            out.writeBooleanField("bodyLeftOut", true);
        }
        return false;
    }

    private static List<QuirkEntry> quirks(List<Notes.Read> reads, @Nullable JsonNode sent) {
        List<QuirkEntry> quirks = new ArrayList<>();
        for (Notes.Read read : reads) {
            read.normalized().firings().forEach(firing -> quirks.add(QuirkEntry.of(firing, read.place(), sent)));
        }
        return quirks;
    }

    private void quirks(JsonGenerator out, StringWriter text, Redaction redaction, List<QuirkEntry> quirks)
            throws IOException {
        out.writeArrayFieldStart("quirks");
        for (QuirkEntry quirk : quirks) {
            out.writeStartObject();
            out.writeStringField("id", quirk.quirk());
            if (!quirk.place().isEmpty()) {
                out.writeStringField("operation", quirk.place());
            }
            out.flush();
            if (text.getBuffer().length() < limit) {
                if (!quirk.moved().isEmpty()) {
                    out.writeObjectFieldStart(QuirkEntry.MOVED);
                    for (Map.Entry<String, String> name : quirk.moved().entrySet()) {
                        out.writeStringField(redaction.text("", name.getKey()), redaction.text("", name.getValue()));
                    }
                    out.writeEndObject();
                }
                part(out, "before", redaction, quirk.before());
                part(out, "after", redaction, quirk.after());
            } else {
                out.writeBooleanField("cut", true);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void commands(JsonGenerator out, Redaction redaction, List<Notes.Read> reads) throws IOException {
        out.writeArrayFieldStart("commands");
        for (Notes.Read read : reads) {
            ScimRequest request = read.normalized().request();
            out.writeStartObject();
            if (!read.place().isEmpty()) {
                out.writeStringField("operation", read.place());
            }
            if (request instanceof ScimRequest.Create create) {
                out.writeStringField("command", "create");
                part(out, "resource", redaction, create.resource());
            } else if (request instanceof ScimRequest.Replace replace) {
                out.writeStringField("command", "replace");
                part(out, "resource", redaction, replace.resource());
            } else if (request instanceof ScimRequest.Patch patch) {
                out.writeStringField("command", "patch");
                part(out, "patch", redaction, PatchJson.write(patch.patch()));
            } else if (request instanceof ScimRequest.Delete) {
                out.writeStringField("command", "delete");
            } else if (request instanceof ScimRequest.Query query && query.filter() != null) {
                out.writeStringField("command", "query");
                out.writeStringField("filter", redaction.filter(query.filter().print()));
            } else {
                out.writeStringField("command", "read");
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** One part of an entry under its name; the beginning of its text where it is longer than its share. Whether it stands there whole. */
    private boolean part(JsonGenerator out, String name, Redaction redaction, JsonNode value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator part = JSON.createGenerator(text)) {
            if (value.isTextual()) {
                part.writeString(redaction.filter(value.textValue()));
            } else {
                redaction.write(part, value);
            }
        }
        int share = limit / 4;
        boolean isWhole = text.getBuffer().length() <= share;
        if (isWhole) {
            out.writeFieldName(name);
            out.writeRawValue(text.toString());
        } else {
            out.writeStringField(name + "Beginning", text.getBuffer().substring(0, share));
            out.writeNumberField(name + "Length", text.getBuffer().length());
        }
        return isWhole;
    }
}
