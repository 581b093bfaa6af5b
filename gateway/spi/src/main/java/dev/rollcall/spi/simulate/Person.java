package dev.rollcall.spi.simulate;

/**
 * One person in a simulated directory.
 *
 * @param index position in the directory, from 0
 * @param userName unique, an address in the plan's domain that carries index and provider
 */
public record Person(int index, String givenName, String familyName, String userName, String title, String department)
        implements Indexed {

    public String displayName() {
        return givenName + " " + familyName;
    }

    /** The part of the userName in front of the provider and the domain, as directories use it for a mail nickname. */
    public String nickname() {
        return userName.substring(0, userName.lastIndexOf('.', userName.indexOf('@')));
    }

    /** This person after a change of name, which gives them another login too. */
    public Person renamed() {
        return new Person(index, givenName, familyName + "-Newman", "new." + userName, title, department);
    }

    /** This person one promotion later. */
    public Person promoted() {
        return new Person(index, givenName, familyName, userName, "Senior " + title, department);
    }
}
