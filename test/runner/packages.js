/**
 * A transform of Jest that puts in the place of a package's module what Node itself loads from the same file, once a
 * process. It needs `environment.js`.
 */
module.exports = {
	/**
	 * @param {string} _source
	 * @param {string} path
	 */
	process: (_source, path) => ({
		code: `module.exports = testProcess.require(${JSON.stringify(path)});`,
	}),
	/**
	 * @param {string} _source
	 * @param {string} path
	 */
	getCacheKey: (_source, path) => `testProcess ${path}`,
};
