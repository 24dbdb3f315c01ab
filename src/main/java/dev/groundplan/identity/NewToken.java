package dev.groundplan.identity;

/** A token just created, with its secret: the only time it is seen. */
public record NewToken(ApiToken token, String secret) {
    @Override
    public String toString() {
        return "NewToken[" + token.prefix() + "]";
    }
}
