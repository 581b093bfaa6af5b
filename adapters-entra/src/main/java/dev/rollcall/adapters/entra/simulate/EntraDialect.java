package dev.rollcall.adapters.entra.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.simulate.Person;
import java.util.List;

/** The two ways in which Entra writes a PATCH; the administrator chooses one by a flag in the tenant URL. */
public enum EntraDialect {

    /** Without flag: capitalised operations, booleans as strings, members to remove in the value. */
    DEFAULT {
        @Override
        void enabled(EntraPatch patch, boolean active) {
            patch.with("Replace", "active", active ? "True" : "False");
        }

        @Override
        void name(EntraPatch patch, Person person) {
            patch.with("Replace", "userName", person.userName())
                    .with("Replace", "displayName", person.displayName())
                    .with("Replace", "name.familyName", person.familyName());
        }

        @Override
        void profile(EntraPatch patch, Person person) {
            patch.with("Replace", "title", person.title())
                    .with("Replace", "name.givenName", person.givenName())
                    .with("Replace", WORK_EMAIL, person.userName())
                    .with("Add", MOBILE, mobile(person))
                    .with("Add", EntraProfile.ENTERPRISE + ":department", person.department());
        }

        @Override
        ObjectNode manager(String id) {
            return new EntraPatch().with("Add", MANAGER, id).body();
        }

        @Override
        ObjectNode rename(String name) {
            return new EntraPatch().with("Replace", "displayName", name).body();
        }

        @Override
        ObjectNode add(List<String> members) {
            return new EntraPatch().with("Add", "members", refs(members)).body();
        }

        @Override
        ObjectNode remove(List<String> members) {
            return new EntraPatch().with("Remove", "members", refs(members)).body();
        }

        private ArrayNode refs(List<String> members) {
            ArrayNode refs = JsonNodeFactory.instance.arrayNode();
            members.forEach(id -> refs.addObject().putNull("$ref").put("value", id));
            return refs;
        }
    },

    /** With {@code aadOptscim062020}: lower-case operations, no path where none is needed, dotted and URN keys. */
    AAD_OPT_SCIM_062020 {
        @Override
        void enabled(EntraPatch patch, boolean active) {
            patch.with("replace", "active", BooleanNode.valueOf(active));
        }

        @Override
        void name(EntraPatch patch, Person person) {
            patch.with(
                    "replace",
                    object("userName", person.userName())
                            .put("displayName", person.displayName())
                            .put("name.familyName", person.familyName()));
        }

        @Override
        void profile(EntraPatch patch, Person person) {
            patch.with("replace", WORK_EMAIL, person.userName())
                    .with("add", MOBILE, mobile(person))
                    .with(
                            "replace",
                            object("title", person.title())
                                    .put("name.givenName", person.givenName())
                                    .put(EntraProfile.ENTERPRISE + ":department", person.department()));
        }

        @Override
        ObjectNode manager(String id) {
            return new EntraPatch().with("add", object(MANAGER, id)).body();
        }

        @Override
        ObjectNode rename(String name) {
            return new EntraPatch().with("replace", object("displayName", name)).body();
        }

        @Override
        ObjectNode add(List<String> members) {
            ArrayNode refs = JsonNodeFactory.instance.arrayNode();
            members.forEach(id -> refs.addObject().put("value", id));
            return new EntraPatch().with("add", "members", refs).body();
        }

        @Override
        ObjectNode remove(List<String> members) {
            EntraPatch patch = new EntraPatch();
            members.forEach(id -> patch.without("remove", "members[value eq \"" + id + "\"]"));
            return patch.body();
        }

        private ObjectNode object(String key, String value) {
            return JsonNodeFactory.instance.objectNode().put(key, value);
        }
    };

    private static final String WORK_EMAIL = "emails[type eq \"work\"].value";
    private static final String MOBILE = "phoneNumbers[type eq \"mobile\"].value";
    private static final String MANAGER = EntraProfile.ENTERPRISE + ":manager";

    abstract void enabled(EntraPatch patch, boolean active);

    /** Under which name a person signs in and is shown. */
    abstract void name(EntraPatch patch, Person person);

    /** What changes with a promotion; the mobile number is new to a user that was created without. */
    abstract void profile(EntraPatch patch, Person person);

    abstract ObjectNode manager(String id);

    abstract ObjectNode rename(String name);

    abstract ObjectNode add(List<String> members);

    abstract ObjectNode remove(List<String> members);

    private static String mobile(Person person) {
        return "+49 30 " + (5_000_000 + person.index());
    }
}
