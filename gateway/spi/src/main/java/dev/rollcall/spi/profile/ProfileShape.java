package dev.rollcall.spi.profile;

import dev.rollcall.expression.Bounds;
import dev.rollcall.scim.Habit;
import dev.rollcall.spi.profile.function.Shape;
import dev.rollcall.spi.profile.function.Shape.Anything;
import dev.rollcall.spi.profile.function.Shape.Entries;
import dev.rollcall.spi.profile.function.Shape.Flag;
import dev.rollcall.spi.profile.function.Shape.Member;
import dev.rollcall.spi.profile.function.Shape.Members;
import dev.rollcall.spi.profile.function.Shape.Several;
import dev.rollcall.spi.profile.function.Shape.Text;
import dev.rollcall.spi.profile.function.Shape.Word;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The shape of a profile document. */
final class ProfileShape {

    private static final int MAPPINGS = 100;
    private static final int NAMES = 10;
    private static final Shape NAME = new Text(200);

    private static final Shape MAPPING = Members.of(
            new Member(
                    "to",
                    "The attribute as a path of SCIM, such as userName, name.givenName or emails[type eq"
                            + " \"work\"].value.",
                    NAME,
                    true),
            Member.of(
                    "from",
                    "The names under which the client sends it; the first that is present is used. If this is"
                            + " left out, the attribute's own name is used.",
                    new Several(NAME, NAMES, true)),
            Member.of(
                    "values",
                    "Values that the client sends, in any letter case, with what is read instead.",
                    new Entries(new Anything(), MAPPINGS)),
            Member.of(
                    "apply",
                    "Functions that the value goes through, in order.",
                    new Several(new Shape.Call(), NAMES, true)),
            Member.of(
                    "when",
                    "A condition in CEL under which the mapping applies, such as has(request.kind) && request.kind =="
                            + " \"staff\".",
                    new Text(Bounds.LENGTH)),
            Member.of(
                    "expression",
                    "The value as an expression in CEL, which reads value, request.NAME and constants.NAME"
                            + " and is worked out last. If from is left out, a POST or PUT works it out even"
                            + " if nothing is sent for the attribute; value is then null.",
                    new Text(Bounds.LENGTH)),
            Member.of("constant", "Its value in every POST and PUT, whatever is sent.", new Anything()),
            Member.of("default", "Its value in a POST that does not send it.", new Anything()),
            Member.of(
                    "copy",
                    "Whether the value also stays under its own name; only for POST and PUT, since a PATCH"
                            + " names the attribute that it changes.",
                    new Flag()),
            Member.of("inResponses", "Whether responses also show it under the client's name.", new Flag()));

    private static final Shape TYPE = Members.of(
            Member.of(
                    "attributes",
                    "How attributes get their values, in the order in which they are applied.",
                    new Several(MAPPING, MAPPINGS, false)),
            Member.of("ignore", "Names that are left out of every write.", new Several(NAME, MAPPINGS, false)));

    private static final Shape READING = Members.of(
            Member.of(
                    "put",
                    "What happens to values that a PUT leaves out: replace removes them; merge and keep leave"
                            + " them as they are.",
                    Members.of(
                            Member.of("user", "Attributes of a user.", Word.of("replace", "merge")),
                            Member.of("group", "Attributes and members of a group.", Word.of("replace", "merge")),
                            Member.of(
                                    "members",
                                    "The members of a group that is replaced.",
                                    Word.of("replace", "keep")))),
            Member.of("null", "What null means: clear the attribute, or ignore it.", Word.of("clear", "ignore")),
            Member.of(
                    "empty",
                    "What an empty text means: what the quirks say, or ignore it.",
                    Word.of("as-quirks-say", "ignore")),
            Member.of(
                    "delete",
                    "What the DELETE of a user does: delete the record, or deactivate it and keep it.",
                    Word.of("delete", "deactivate")),
            Member.of(
                    "groups",
                    "What the groups sent with a user mean: they are read-only, as in the RFC, or they are"
                            + " the groups that the user is in.",
                    Word.of("read-only", "of-users")),
            Member.of(
                    "ids",
                    "What identifies a user in a path: the id alone, or also the userName or an address that"
                            + " only one user has.",
                    Word.of("ids", "names-too")));

    private static final Shape SHOWN = Word.of("resource", "nothing");

    private static final Shape RESPONSE = Members.of(
            Member.of("mediaType", "The Content-Type of responses.", Word.of(Responses.SCIM, "application/json")),
            Member.of(
                    "patch",
                    "What the response to a PATCH shows: the resource (200), or nothing (204).",
                    Members.of(
                            Member.of("user", "The response to a PATCH of a user.", SHOWN),
                            Member.of("group", "The response to a PATCH of a group.", SHOWN))),
            Member.of(
                    "deletedAgain",
                    "The status of the response to a DELETE of something that does not exist.",
                    Word.of("not-found", "no-content")),
            Member.of(
                    "locations",
                    "Whether URLs in bodies are absolute, or relative to the base URL.",
                    Word.of("absolute", "relative")),
            Member.of(
                    "order", "Names that come first in a resource, in this order.", new Several(NAME, MAPPINGS, false)),
            Member.of(
                    "totalResults",
                    "What totalResults counts: all matches, or those on the page.",
                    Word.of("all", "page")),
            Member.of(
                    "discovery",
                    "What ServiceProviderConfig shows: everything, or only what RFC 7643 defines, for clients that "
                            + "refuse"
                            + " what they do not know.",
                    Word.of("everything", "core")));

    private static final Shape TRANSPORT = Members.of(
            Member.of("version", "The version of SCIM that the client speaks.", Word.of("2.0", "1.1")),
            Member.of("bodies", "Content types of bodies: JSON, or JSON under any name.", Word.of("json", "any")),
            Member.of("methodOverride", "Whether X-HTTP-Method-Override in a POST is respected.", new Flag()),
            Member.of(
                    "credentials",
                    "Ways to send the credential other than in the header Authorization with Bearer, Basic or nothing"
                            + " before it.",
                    new Several(new Word(Transport.WAYS), Transport.WAYS.size(), false)),
            Member.of(
                    "paging",
                    "How lists are paged.",
                    Members.of(
                            Member.of("firstIndex", "The number of the first resource.", new Shape.Whole(0, 1)),
                            Member.of(
                                    "count",
                                    "The number of resources on a page if the request does not say how many it wants.",
                                    new Shape.Whole(1, 10_000)),
                            Member.of(
                                    "most",
                                    "The largest number of resources on a page.",
                                    new Shape.Whole(1, 10_000)))));

    private ProfileShape() {}

    /**
     * The shape of a document.
     *
     * @param quirks names of all that can run
     * @param presets that a document can extend
     */
    static Members of(Collection<String> quirks, Collection<String> presets) {
        return Members.of(
                Member.of("version", "The version of this format.", new Shape.Whole(1, 1)),
                Member.of("description", "A sentence for administrators.", new Text(1_000)),
                Member.of(
                        "extends",
                        "The preset that fills in what this profile does not say. If this is left out, the"
                                + " preset of the directory's provider is used; if it is null, none is.",
                        new Shape.Preset(List.copyOf(presets))),
                Member.of(
                        "quirks",
                        "The quirks to apply, in this order; if this is left out, the provider's quirks apply.",
                        new Several(new Word(List.copyOf(quirks)), 100, false)),
                Member.of(
                        "habits",
                        "Habits of the client that need more than a change of what is stored; if this is left"
                                + " out, the provider's habits apply.",
                        new Several(
                                new Word(Arrays.stream(Habit.values())
                                        .map(Habit::id)
                                        .toList()),
                                100,
                                false)),
                Member.of(
                        "constants",
                        "Texts, numbers and booleans that expressions read as constants.NAME.",
                        new Entries(new Shape.Simple(), MAPPINGS)),
                Member.of("user", "The attributes of users.", TYPE),
                Member.of("group", "The attributes of groups.", TYPE),
                Member.of("reading", "How writes are read.", READING),
                Member.of("response", "What responses look like.", RESPONSE),
                Member.of("transport", "How the client carries its requests.", TRANSPORT));
    }
}
