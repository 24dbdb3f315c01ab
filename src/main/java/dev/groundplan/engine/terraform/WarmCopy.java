package dev.groundplan.engine.terraform;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@code init} left for a template version: modules and links to providers.
 *
 * @param data Terraform's data directory, the same path for the worker and the child
 * @param mounts what the child has to be able to read for it
 */
record WarmCopy(Path data, List<Path> mounts) {}
