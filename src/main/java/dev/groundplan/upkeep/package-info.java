/**
 * Keeps what is stored in order: checks it, moves it to a new key, and removes what is older than
 * it has to be.
 */
@ApplicationModule(allowedDependencies = {"page", "store", "identity", "catalog", "run"})
@NullMarked
package dev.groundplan.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
