/**
 * What the adapters of configuration management share. Their tools predict instead of promising,
 * and remember nothing: a plan is a check, made again right before the apply, and what was brought
 * into its state is kept by the portal.
 */
@NullMarked
package dev.groundplan.engine.configuration;

import org.jspecify.annotations.NullMarked;
