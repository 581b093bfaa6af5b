package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.scim.schema.CaseFold;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses in user resources: which one the member is known by, and which a command could bring in. */
public final class Addresses {

    /** Deliberately wide: an IdP is no place to argue about RFC 5321. One @ with something on both sides, no white space. */
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private Addresses() {}

    /**
     * The address a member is known by: the primary one, else the one of type work, else the first; without any, the userName
     * if it is an address.
     */
    static @Nullable String of(ObjectNode user) {
        String work = null;
        String first = null;
        for (JsonNode email : user.path("emails")) {
            String value = email.path("value").asText();
            if (!isAddress(value)) {
                continue;
            }
            if (email.path("primary").asBoolean(false)) {
                return value;
            }
            if (work == null && email.path("type").asText().equalsIgnoreCase("work")) {
                work = value;
            }
            if (first == null) {
                first = value;
            }
        }
        if (work != null || first != null) {
            return work != null ? work : first;
        }
        String userName = user.path("userName").asText();
        return isAddress(userName) ? userName : null;
    }

    /** Every {@code emails.value} of a user, case-folded; the rows of {@code directory_user_email}. */
    public static Set<String> keys(ObjectNode user) {
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode email : user.path("emails")) {
            String value = email.path("value").asText();
            if (!value.isEmpty()) {
                keys.add(CaseFold.fold(value));
            }
        }
        return keys;
    }

    /** Case-folded, every string below a value that could become a member's address. */
    public static void collect(JsonNode value, Set<String> into) {
        if (value.isTextual()) {
            if (isAddress(value.textValue())) {
                into.add(CaseFold.fold(value.textValue()));
            }
        } else {
            for (JsonNode child : value) {
                collect(child, into);
            }
        }
    }

    /** The domain of a case-folded address, in the form in which domains are stored. */
    public static String domain(String emailKey) {
        return DomainName.ofAddress(emailKey.substring(emailKey.lastIndexOf('@') + 1));
    }

    static boolean isAddress(String value) {
        return value.indexOf('@') > 0 && ADDRESS.matcher(value).matches();
    }
}
