package dev.groundplan.identity;

/** A person just created, with the one-time password: the only time it is seen. */
public record NewPerson(Person person, String password) {
    @Override
    public String toString() {
        return "NewPerson[" + person.username() + "]";
    }
}
