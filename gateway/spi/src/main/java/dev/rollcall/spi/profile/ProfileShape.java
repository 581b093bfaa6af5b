package dev.rollcall.spi.profile;

import dev.rollcall.scim.Habit;
import dev.rollcall.spi.profile.Shape.Anything;
import dev.rollcall.spi.profile.Shape.Entries;
import dev.rollcall.spi.profile.Shape.Flag;
import dev.rollcall.spi.profile.Shape.Member;
import dev.rollcall.spi.profile.Shape.Members;
import dev.rollcall.spi.profile.Shape.Several;
import dev.rollcall.spi.profile.Shape.Text;
import dev.rollcall.spi.profile.Shape.Word;
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
                    "The names under which the client sends it, the first that is there counts; the attribute's own"
                            + " name where this is left out.",
                    new Several(NAME, NAMES, true)),
            Member.of(
                    "values",
                    "Values that the client sends, in any letter case, with what is read instead.",
                    new Entries(new Anything(), MAPPINGS)),
            Member.of(
                    "apply",
                    "Functions that the value goes through, in order.",
                    new Several(new Shape.Call(), NAMES, true)),
            Member.of("constant", "What it always is in POST and PUT, whatever is sent.", new Anything()),
            Member.of("default", "What it is in a POST that does not send it.", new Anything()),
            Member.of("copy", "Whether what is sent stays under its own name, too.", new Flag()),
            Member.of("inResponses", "Whether responses show it under the client's name, too.", new Flag()));

    private static final Shape TYPE = Members.of(
            Member.of(
                    "attributes",
                    "How attributes get their values, in the order in which they are applied.",
                    new Several(MAPPING, MAPPINGS, false)),
            Member.of("ignore", "Names that are left out of every write.", new Several(NAME, MAPPINGS, false)));

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
                        "The preset whose profile is taken where this one says nothing: that of the directory's"
                                + " provider where this is left out, none where it is null.",
                        new Shape.Preset(List.copyOf(presets))),
                Member.of(
                        "quirks",
                        "The quirks that run, in their order; those of the provider where this is left out.",
                        new Several(new Word(List.copyOf(quirks)), 100, false)),
                Member.of(
                        "habits",
                        "What the client does and is acted upon beside what is stored; those of the provider where"
                                + " this is left out.",
                        new Several(
                                new Word(Arrays.stream(Habit.values())
                                        .map(Habit::id)
                                        .toList()),
                                100,
                                false)),
                Member.of("user", "The attributes of users.", TYPE),
                Member.of("group", "The attributes of groups.", TYPE));
    }
}
