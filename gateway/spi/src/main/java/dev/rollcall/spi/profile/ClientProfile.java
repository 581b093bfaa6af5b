package dev.rollcall.spi.profile;

import dev.rollcall.expression.Expression;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.WriteRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How one client differs from the RFC, read from a document that {@link ProfileReader} has found to be good.
 *
 * @param quirks those that run, in their order
 * @param habits what it does and can be acted upon only beside what is stored
 * @param user what it calls the attributes of users
 * @param group what it calls those of groups
 * @param blanks what becomes of empty values
 * @param writes how its writes are read
 * @param responses what it wants to see
 * @param transport how it carries its requests
 */
public record ClientProfile(
        List<Quirk> quirks,
        Set<Habit> habits,
        TypeRules user,
        TypeRules group,
        Blanks blanks,
        WriteRules writes,
        Responses responses,
        Transport transport) {

    /** Empty values that are taken for nothing sent. */
    record Blanks(boolean nulls, boolean texts) {}

    public ClientProfile {
        quirks = List.copyOf(quirks);
        habits = Set.copyOf(habits);
    }

    /**
     * All quirks in the order in which they run: those of the body's shape, then the names, then those that know the
     * schema's names.
     */
    public List<Quirk> running() {
        List<Quirk> all = new ArrayList<>();
        if (transport.former()) {
            all.add(new FormerBodies());
            all.add(new FormerAnswers());
        }
        quirks.stream().filter(Quirk.OfBody.class::isInstance).forEach(all::add);
        if (blanks.nulls() || blanks.texts()) {
            all.add(new ProfileBlanks(blanks));
        }
        if (!user.isEmpty() || !group.isEmpty()) {
            all.add(new ProfileNames(this));
        }
        if (!responses.order().isEmpty()) {
            all.add(new ProfileOrder(responses.order()));
        }
        quirks.stream().filter(quirk -> !(quirk instanceof Quirk.OfBody)).forEach(all::add);
        return all;
    }

    /**
     * An expression of the document, with where it stands in it.
     *
     * @param place such as {@code user.attributes[2].when}
     */
    public record Computed(String place, Expression expression) {}

    /** All expressions, in the order of the document. */
    public List<Computed> expressions() {
        List<Computed> all = new ArrayList<>();
        computed("user.attributes[", user, all);
        computed("group.attributes[", group, all);
        return all;
    }

    private static void computed(String place, TypeRules rules, List<Computed> all) {
        for (int i = 0; i < rules.attributes().size(); i++) {
            Mapping mapping = rules.attributes().get(i);
            if (mapping.when() != null) {
                all.add(new Computed(place + i + "].when", mapping.when()));
            }
            if (mapping.expression() != null) {
                all.add(new Computed(place + i + "].expression", mapping.expression()));
            }
        }
    }

    TypeRules of(ResourceType type) {
        return type.name().equals(CoreTypes.GROUP.name()) ? group : user;
    }
}
