package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client that is made up: names, shapes, verbs and habits are drawn from a seed. It lives a life, and says what went wrong. */
final class OddClient {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String WORK = "emails[type eq \"work\"].value";

    private final String userName;
    private final String mail;
    private final String first;
    private final String last;
    private final String title;
    private final String active;
    private final JsonNode on;
    private final JsonNode off;
    private final int patchShape;
    private final boolean putsPart;
    private final boolean usesPut;
    private final boolean deletesTwice;
    private final int filterShape;
    private final String groupName;
    private final String members;
    private final int memberShape;
    private final boolean membersByPut;

    OddClient(long seed) {
        Random random = new Random(seed * 7_919);
        userName = one(
                random,
                "userName",
                "login",
                "user_name",
                "uid",
                "accountName",
                "sAMAccountName",
                "account.login",
                "UPN");
        mail = one(random, "", "mail", "email", "contact.email", "workEmail", "");
        boolean ownNames = random.nextBoolean();
        first = ownNames ? one(random, "firstName", "given_name", "FirstName") : "name.givenName";
        last = ownNames ? one(random, "lastName", "family_name", "sn") : "name.familyName";
        title = one(random, "title", "jobTitle", "job_title", "position");
        String[] words = one(
                        random,
                        "active true false",
                        "active True False",
                        "status A L",
                        "state active terminated",
                        "enabled Y N",
                        "isActive 1 0",
                        "disabled false true",
                        "lifecycle M1 M0",
                        "active yes no")
                .split(" ", -1);
        active = words[0];
        on = word(words[1]);
        off = word(words[2]);
        patchShape = random.nextInt(6);
        usesPut = random.nextInt(3) == 0;
        putsPart = random.nextBoolean();
        deletesTwice = random.nextBoolean();
        filterShape = random.nextInt(4);
        groupName = one(random, "displayName", "label", "name", "groupName");
        members = one(random, "members", "members", "people", "users", "memberIds");
        memberShape = random.nextInt(5);
        membersByPut = random.nextInt(3) == 0;
    }

    private static String one(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static JsonNode word(String word) {
        return word.equals("true") || word.equals("false")
                ? JSON.booleanNode(Boolean.parseBoolean(word))
                : JSON.textNode(word);
    }

    @Override
    public String toString() {
        return String.join(
                " ",
                userName,
                mail,
                first,
                last,
                title,
                active,
                on.toString(),
                "patch" + patchShape,
                usesPut ? putsPart ? "put-part" : "put" : "patch",
                "filter" + filterShape,
                groupName,
                members,
                "members" + memberShape,
                deletesTwice ? "deletes-twice" : "deletes-once");
    }

    /** The lines that its author would write; those of them that a profile has not. */
    List<ObjectNode> lines() {
        List<ObjectNode> lines = new ArrayList<>();
        line(lines, "user", "userName", userName);
        line(lines, "user", WORK, mail);
        line(lines, "user", "name.givenName", first);
        line(lines, "user", "name.familyName", last);
        line(lines, "user", "title", title);
        ObjectNode status = JSON.objectNode().put("to", "active").put("from", active);
        ObjectNode values = status.putObject("values");
        values.put(on.asText(), true);
        values.put(off.asText(), false);
        lines.add(JSON.objectNode()
                .set(
                        "user",
                        JSON.objectNode().set("attributes", JSON.arrayNode().add(status))));
        line(lines, "group", "displayName", groupName);
        ObjectNode people = JSON.objectNode().put("to", "members").put("from", members);
        ArrayNode apply = people.putArray("apply");
        switch (memberShape) {
            case 0 -> apply.addObject().put("values-as", "value");
            case 1 -> apply.addObject().set("rename-member", rename("id"));
            case 2 -> {
                apply.addObject().put("split", ",");
                apply.addObject().put("values-as", "value");
            }
            case 3 -> apply.addObject().set("rename-member", rename("userId"));
            default -> apply.add("list");
        }
        lines.add(JSON.objectNode()
                .set(
                        "group",
                        JSON.objectNode().set("attributes", JSON.arrayNode().add(people))));
        return lines;
    }

    private static ObjectNode rename(String member) {
        return JSON.objectNode().put("member", member).put("to", "value");
    }

    private static void line(List<ObjectNode> lines, String type, String to, String from) {
        if (!from.isEmpty() && !from.equals(to)) {
            ObjectNode mapping = JSON.objectNode().put("to", to).put("from", from);
            lines.add(JSON.objectNode()
                    .set(
                            type,
                            JSON.objectNode().set("attributes", JSON.arrayNode().add(mapping))));
        }
    }

    /** Lives with people of names that begin so; what went wrong, each a sentence, empty when all is well. */
    List<String> live(CustomClient client, String prefix) {
        return new Life(client, prefix).live();
    }

    private final class Life {

        private final CustomClient client;
        private final String prefix;
        private final List<String> wrong = new ArrayList<>();

        Life(CustomClient client, String prefix) {
            this.client = client;
            this.prefix = prefix;
        }

        List<String> live() {
            String ada = create("ada");
            String bob = create("bob");
            if (ada.isEmpty() || bob.isEmpty()) {
                group("", "");
                change("00000000-0000-4000-8000-000000000000", JSON.objectNode().set(active, off), "nobody");
                return wrong;
            }
            look(ada, "/userName", prefix + "ada@demo.example");
            if (!mail.isEmpty()) {
                look(ada, "/emails/0/value", prefix + "ada@demo.example");
            }
            look(ada, "/name/givenName", "Ada");
            look(ada, "/name/familyName", "Lovelace");
            look(ada, "/active", "true");
            find("ada");
            ObjectNode promoted = JSON.objectNode();
            put(promoted, title, JSON.textNode("Dean"));
            change(ada, promoted, "ada");
            look(ada, "/title", "Dean");
            ObjectNode leaver = JSON.objectNode();
            put(leaver, active, off);
            change(ada, leaver, "ada");
            look(ada, "/active", "false");
            ObjectNode back = JSON.objectNode();
            put(back, active, on);
            change(ada, back, "ada");
            look(ada, "/active", "true");
            group(ada, bob);
            delete("/Users/" + bob);
            return wrong;
        }

        private String create(String name) {
            return sent("POST", "/Users", user(name)).path("id").asText();
        }

        private ObjectNode user(String name) {
            ObjectNode user = JSON.objectNode();
            put(user, userName, JSON.textNode(prefix + name + "@demo.example"));
            if (!mail.isEmpty()) {
                put(user, mail, JSON.textNode(prefix + name + "@demo.example"));
            }
            put(user, first, JSON.textNode("Ada"));
            put(user, last, JSON.textNode("Lovelace"));
            put(user, title, JSON.textNode("Prof"));
            put(user, active, on);
            return user;
        }

        private void change(String id, ObjectNode changes, String name) {
            if (usesPut) {
                ObjectNode body = putsPart ? changes : user(name).setAll(changes);
                sent("PUT", "/Users/" + id, body);
            } else {
                sent("PATCH", "/Users/" + id, patch(changes));
            }
        }

        private JsonNode patch(ObjectNode changes) {
            String name = changes.fieldNames().next();
            ObjectNode operation = JSON.objectNode().put("op", patchShape == 1 ? "Replace" : "replace");
            if (patchShape == 2) {
                return changes;
            }
            if (patchShape == 3 || changes.get(name).isObject()) {
                operation.set("value", changes);
            } else {
                operation.put("path", name).set("value", changes.get(name));
            }
            if (patchShape == 4) {
                return JSON.arrayNode().add(operation);
            }
            return patchShape == 5
                    ? operation
                    : JSON.objectNode().set("Operations", JSON.arrayNode().add(operation));
        }

        private void find(String name) {
            String value = prefix + name + "@demo.example";
            String filter = switch (filterShape) {
                case 0 -> "userName eq \"" + value + "\"";
                case 1 -> "userName eq '" + value + "'";
                case 2 -> userName + " eq \"" + value + "\"";
                default -> "userName eq " + value;
            };
            JsonNode found = sent("GET", "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null);
            if (found.path("totalResults").asInt() != 1) {
                wrong.add("the filter " + filter + " found "
                        + found.path("totalResults").asText("nothing"));
            }
        }

        private void group(String one, String other) {
            ObjectNode group = JSON.objectNode().put(groupName, prefix + "team");
            group.set(members, members(one, one));
            String id = sent("POST", "/Groups", group).path("id").asText();
            if (id.isEmpty() || one.isEmpty()) {
                return;
            }
            lookGroup(id, "/displayName", prefix + "team");
            lookMembers(id, List.of(one));
            ObjectNode both = JSON.objectNode().put(groupName, prefix + "team");
            both.set(members, members(one, other));
            if (membersByPut) {
                sent("PUT", "/Groups/" + id, both);
            } else {
                ObjectNode operation = JSON.objectNode().put("op", "add").put("path", members);
                operation.set("value", members(other, other));
                sent(
                        "PATCH",
                        "/Groups/" + id,
                        JSON.objectNode().set("Operations", JSON.arrayNode().add(operation)));
            }
            lookMembers(id, List.of(one, other));
            delete("/Groups/" + id);
        }

        private JsonNode members(String one, String other) {
            List<String> ids = one.equals(other) ? List.of(one) : List.of(one, other);
            if (memberShape == 2) {
                return JSON.textNode(String.join(",", ids));
            }
            ArrayNode list = JSON.arrayNode();
            for (String id : ids) {
                switch (memberShape) {
                    case 0 -> list.add(id);
                    case 1 -> list.addObject().put("id", id);
                    case 3 -> list.addObject().put("userId", id);
                    default -> list.addObject().put("value", id);
                }
            }
            return list;
        }

        private void delete(String path) {
            sent("DELETE", path, null);
            if (deletesTwice) {
                sent("DELETE", path, null);
            }
        }

        private JsonNode sent(String method, String path, @Nullable JsonNode body) {
            Http request = client.request(method, path);
            Answer answer = (body == null ? request : request.exactly(body.toString())).send();
            if (answer.status() >= 300) {
                wrong.add(method + " " + path + " " + (body == null ? "" : body) + " is answered " + answer.status()
                        + ": " + answer.body());
                return JSON.objectNode();
            }
            return answer.body().isEmpty() ? JSON.objectNode() : answer.json();
        }

        private void look(String id, String pointer, String expected) {
            same("/Users/" + id, pointer, expected);
        }

        private void lookGroup(String id, String pointer, String expected) {
            same("/Groups/" + id, pointer, expected);
        }

        private void same(String path, String pointer, String expected) {
            String found = client.get(path).at(pointer).asText();
            if (!found.equals(expected)) {
                wrong.add(pointer + " of " + path + " is " + found + ", not " + expected);
            }
        }

        private void lookMembers(String id, List<String> expected) {
            List<String> found = client.get("/Groups/" + id).path("members").findValuesAsText("value");
            if (!found.containsAll(expected) || found.size() != expected.size()) {
                wrong.add("the group has " + found + ", not " + expected);
            }
        }
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            object.set(name, value);
        } else {
            put(object.withObjectProperty(name.substring(0, dot)), name.substring(dot + 1), value);
        }
    }
}
