package dev.rollcall.spi.setup;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The values that are filled into a guide: the directory that it is for.
 *
 * @param baseUrl of the directory, without slash at its end
 * @param credential words for the directory's credential, whose text nobody but its holder knows
 * @param roleGroups the groups that give roles, or those that are recommended while there are none; the strongest first
 */
public record Place(String baseUrl, String credential, List<RoleGroup> roleGroups) {

    /**
     * What is recommended: one group for each of the built-in roles (R5), called after what administrators know the
     * product as.
     */
    public static List<RoleGroup> recommended(String product) {
        return List.of(new RoleGroup(product + " Admins", "admin"), new RoleGroup(product + " Members", "member"));
    }

    /** A group and the role that it gives. */
    public record RoleGroup(String group, String role) {}

    public Place {
        roleGroups = List.copyOf(roleGroups);
    }

    /** The groups by name, such as {@code "Rollcall Admins" and "Rollcall Members"}. */
    public String groupNames() {
        return roleGroups.stream().map(group -> "\"" + group.group() + "\"").collect(Collectors.joining(" and "));
    }
}
