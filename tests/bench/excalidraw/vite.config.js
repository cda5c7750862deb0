export default { define: { "process.env.IS_PREACT": JSON.stringify("false") }, build: { chunkSizeWarningLimit: 9000 } };
