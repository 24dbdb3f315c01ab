package dev.groundplan.engine.configuration;

/**
 * What became of one thing on one host.
 *
 * @param address unique in the step: the same thing has the same one in a check and in the run
 *     itself
 * @param type as the tool calls it, such as {@code copy} or {@code File}
 * @param failed it is not as it should be, or can't be reached
 * @param touched something was changed, or may have been before it failed
 * @param kept it keeps something on the host in the state that the sources say
 */
public record Item(
        String address,
        String host,
        String name,
        String type,
        boolean failed,
        boolean touched,
        boolean kept) {}
