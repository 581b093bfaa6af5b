package dev.rollcall.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys by which requests about a person are found: ids as they are; names, addresses and externalIds as digests, so that
 * the index holds no readable personal data. Every value that looks like one of these counts, wherever it is in the request.
 */
final class Persons {

    /** At most so many keys of one request are kept. */
    private static final int MOST = 1_000;

    private static final int LONGEST_NAME = 1_024;
    private static final int ID_LENGTH = 36;

    /** Behind the time in the first half of an id. */
    private static final int RANDOM_OF_TIME = 16;

    private static final int BITS_OF_END = 28;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final UUID orgId;
    private final Redaction redaction;
    private final Set<UUID> found = new LinkedHashSet<>();
    private final Set<String> names = new HashSet<>();

    Persons(UUID orgId, Redaction redaction) {
        this.orgId = orgId;
        this.redaction = redaction;
    }

    /** The keys under which somebody may be found who is known by this: as an id, and as a name. */
    static Set<UUID> keys(UUID orgId, String text) {
        Persons persons = new Persons(orgId, Redaction.of(List.of(), true));
        id(text.strip()).ifPresent(persons::add);
        persons.name(text);
        return persons.found;
    }

    /**
     * What stands for an id or a digest in {@code request_key}: 36 bits of the time that an id begins with, so that neighbours in time are
     * neighbours in the index, and 28 of its end. Of a digest any bits do.
     */
    static long key(UUID person) {
        long time = person.getMostSignificantBits() >>> RANDOM_OF_TIME << BITS_OF_END;
        return time | (person.getLeastSignificantBits() & ((1L << BITS_OF_END) - 1));
    }

    static boolean isId(String text) {
        return id(text.strip()).isPresent();
    }

    void add(UUID id) {
        if (found.size() < MOST) {
            found.add(id);
        }
    }

    /** Everybody whom a body names. */
    void in(@Nullable JsonNode body) {
        if (body != null) {
            walk("", body);
        }
    }

    /** Everybody whom the path of a request and its filter name. */
    void in(String path, @Nullable String filter) {
        id(path.substring(path.lastIndexOf('/') + 1)).ifPresent(this::add);
        if (filter != null) {
            Matcher quoted = QUOTED.matcher(filter);
            while (quoted.find()) {
                id(quoted.group(1)).ifPresent(this::add);
                name(quoted.group(1));
            }
        }
    }

    private void walk(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            String path = path(object);
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String key = field.getKey();
                walk(!path.isEmpty() && redaction.kind(key).isValue() ? path : key, field.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                walk(name, element);
            }
        } else if (node.isTextual()) {
            text(name, node.textValue());
        }
    }

    /** What an operation of a PATCH is about: its values stand for the attribute. */
    private static String path(ObjectNode object) {
        return object.path("path").asText("");
    }

    private void text(String name, String text) {
        AttributeNames.Kind kind = redaction.kind(name);
        if (kind.isSecret()) {
            return;
        }
        if (text.length() - text.lastIndexOf('/') - 1 == ID_LENGTH) {
            id(text.substring(text.lastIndexOf('/') + 1)).ifPresent(this::add);
        }
        if (kind.isKey() || text.indexOf('@') > 0) {
            name(text);
        }
    }

    private void name(String text) {
        // userName and e-mail address are often the same.
        if (!text.isBlank() && text.length() <= LONGEST_NAME && names.add(text)) {
            add(digest(EmailAddress.key(EmailAddress.tidied(text))));
        }
    }

    private UUID digest(String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ByteBuffer org = ByteBuffer.allocate(16)
                    .putLong(orgId.getMostSignificantBits())
                    .putLong(orgId.getLeastSignificantBits());
            sha.update(org.array());
            ByteBuffer digest = ByteBuffer.wrap(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Optional<UUID> id(String text) {
        return text.length() == ID_LENGTH && ID.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    Set<UUID> found() {
        return found;
    }
}
