package dev.rollcall.trace;

import dev.rollcall.scim.schema.SecretNames;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out from the names of attributes what kind of values they have, such as secrets. The same few names come with every
 * request, so the results are remembered. Thread-safe.
 */
final class AttributeNames {

    /** So many are remembered, of at most that length. */
    private static final int REMEMBERED = 500;

    private static final int LONGEST = 80;

    /** Say what a message is rather than what a person is. */
    private static final Set<String> STRUCTURE = Set.of(
            "schemas",
            "op",
            "id",
            "status",
            "scimtype",
            "method",
            "bulkid",
            "resourcetype",
            "location",
            "version",
            "totalresults",
            "startindex",
            "itemsperpage",
            "failonerrors",
            "created",
            "lastmodified",
            "$ref");

    /** Hold URIs, in which the name of an attribute is no sign of its value. */
    private static final Set<String> URIS = Set.of("schemas", "schema", "$ref", "location", "resourcetype");

    private final SecretNames secrets;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    AttributeNames(SecretNames secrets) {
        this.secrets = secrets;
    }

    /**
     * Of one name, in whatever letter case.
     *
     * @param isSecret its values are shown to nobody
     * @param isValue it is {@code value}, which stands for what a path names
     * @param isPath it is {@code path}, which names an attribute
     * @param isFilter it is {@code filter}
     * @param isSentence sentences stand under it
     * @param isUri URIs stand under it
     * @param isStructure it says what a message is rather than what a person is
     * @param isKey users are known by its values: the last part is {@code userName} or {@code externalId}
     */
    record Kind(
            boolean isSecret,
            boolean isValue,
            boolean isPath,
            boolean isFilter,
            boolean isSentence,
            boolean isUri,
            boolean isStructure,
            boolean isKey) {}

    SecretNames secrets() {
        return secrets;
    }

    Kind kind(String name) {
        Kind known = kinds.get(name);
        if (known != null) {
            return known;
        }
        Kind kind = found(name);
        if (name.length() <= LONGEST && kinds.size() < REMEMBERED) {
            kinds.put(name, kind);
        }
        return kind;
    }

    private Kind found(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        String last = key.substring(Math.max(key.lastIndexOf(':'), key.lastIndexOf('.')) + 1);
        return new Kind(
                secrets.end(name) >= 0,
                key.equals("value"),
                key.equals(Redaction.PATH),
                key.equals("filter"),
                key.equals(Redaction.SENTENCE),
                URIS.contains(key),
                STRUCTURE.contains(key),
                last.equals("username") || last.equals("externalid"));
    }
}
