package dev.rollcall.core.decide.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds e-mail addresses in user resources: the one that the member is known by, and those that a command could bring in. */
public final class Addresses {

    private Addresses() {}

    /**
     * The address a member is known by. One of a verified domain counts before all others; then the primary one, the one of type
     * work, the others as they stand; without any, the userName if it is an address.
     *
     * @param verified of a domain in the form in which domains are stored
     */
    public static @Nullable String of(ObjectNode user, Predicate<String> verified) {
        List<String> candidates = candidates(user);
        for (String address : candidates) {
            if (verified.test(domain(EmailAddress.key(address)))) {
                return address;
            }
        }
        return candidates.isEmpty() ? null : candidates.get(0);
    }

    /** All addresses of a user, tidied, the best first whatever their domains are. */
    static List<String> candidates(ObjectNode user) {
        List<String> primary = new ArrayList<>();
        List<String> work = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (JsonNode email : user.path("emails")) {
            String value = EmailAddress.tidied(email.path("value").asText());
            if (EmailAddress.isAddress(value)) {
                boolean isWork = email.path("type").asText().equalsIgnoreCase("work");
                (email.path("primary").asBoolean(false) ? primary : isWork ? work : others).add(value);
            }
        }
        primary.addAll(work);
        primary.addAll(others);
        String userName = EmailAddress.tidied(user.path("userName").asText());
        if (primary.isEmpty() && EmailAddress.isAddress(userName)) {
            primary.add(userName);
        }
        return primary;
    }

    /**
     * What a user is found by in {@code directory_user_email}: every {@code emails.value} case-folded as it stands, and the key of the
     * address that each of them, and the userName, means.
     */
    public static Set<String> keys(ObjectNode user) {
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode email : user.path("emails")) {
            String value = email.path("value").asText();
            if (!value.isEmpty()) {
                keys.add(CaseFold.fold(value));
                collect(email.path("value"), keys);
            }
        }
        String userName = user.path("userName").asText();
        String meant = EmailAddress.key(EmailAddress.tidied(userName));
        if (!meant.equals(CaseFold.fold(userName)) && EmailAddress.isAddress(meant)) {
            keys.add(meant);
        }
        return keys;
    }

    /** The key of every string below a value that could become a member's address. */
    public static void collect(JsonNode value, Set<String> into) {
        if (value.isTextual()) {
            String text = value.textValue();
            String address = text.indexOf('@') < 0 ? "" : EmailAddress.tidied(text);
            if (EmailAddress.isAddress(address)) {
                into.add(EmailAddress.key(address));
            }
        } else {
            for (JsonNode child : value) {
                collect(child, into);
            }
        }
    }

    /** The domain of an address's key, in the form in which domains are stored. */
    public static String domain(String emailKey) {
        return DomainName.ofAddress(emailKey.substring(emailKey.lastIndexOf('@') + 1));
    }
}
