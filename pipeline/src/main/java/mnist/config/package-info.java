/**
 * Settings. In come {@code reference.conf}, a file of the user's and command-line options, each
 * overriding the one before; out go typed values by key. Jobs read them and build the stages'
 * records from them; those records check the bounds, so no stage needs this package.
 */
package mnist.config;
