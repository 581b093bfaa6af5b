package dev.rollcall.spi.simulate;

import java.util.List;

/**
 * One group in a simulated directory.
 *
 * @param index position in the directory, from 0
 */
public record Team(int index, String name, List<Person> members) implements Indexed {

    public Team {
        members = List.copyOf(members);
    }
}
